// Where the module is that a team thread imports.

/**
 * The URL of `@mp/prange/team-worker`. Resolved as a package, so that a program bundled into one file finds it; where
 * packages have no names, as in a page, it is the file beside this one.
 */
export function workerModule(): string {
  try {
    return import.meta.resolve("@mp/prange/team-worker");
  } catch {
    const here = new URL(import.meta.url);
    return new URL(here.pathname.endsWith(".ts") ? "./team-worker.ts" : "./team-worker.js", here).href;
  }
}
