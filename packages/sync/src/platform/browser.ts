// What differs in a browser: workers may block, the page may not, and garbage is collected when it is felt.

import type * as node from "./node.ts";

export const threadMayBlock: typeof node.threadMayBlock = () => {
  const scopes = ["DedicatedWorkerGlobalScope", "SharedWorkerGlobalScope"];
  return scopes.some((name) => {
    const scope: unknown = Reflect.get(globalThis, name);
    return typeof scope === "function" && globalThis instanceof scope;
  });
};

/** Private memory that a collection would free makes one due; it is never touched, so it costs address space only. */
const PRESSURE = 2 ** 28;

export const collectSoon: typeof node.collectSoon = () => {
  setTimeout(() => new ArrayBuffer(PRESSURE));
};
