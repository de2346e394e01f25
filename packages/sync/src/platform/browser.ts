// What differs in a browser: workers may block, the page may not.

import type * as node from "./node.ts";

export const threadMayBlock: typeof node.threadMayBlock = () => {
  const scopes = ["DedicatedWorkerGlobalScope", "SharedWorkerGlobalScope"];
  return scopes.some((name) => {
    const scope: unknown = Reflect.get(globalThis, name);
    return typeof scope === "function" && globalThis instanceof scope;
  });
};
