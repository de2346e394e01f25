// A project of files, made for one test and removed after it.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Inside the package, so that `@mp/pool` is found from there. */
const cache = fileURLToPath(new URL("../../../.cache/", import.meta.url));

export interface Project extends Disposable {
  folder: string;
}

export const makeProject = (files: Record<string, string | object>): Project => {
  mkdirSync(cache, { recursive: true });
  const folder = realpathSync(mkdtempSync(join(cache, "project-")));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  }
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
};
