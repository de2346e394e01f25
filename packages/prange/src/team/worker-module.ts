// Where the module is that a team thread imports.

/** Its URL: resolved as a package, so that a program bundled into one file finds it too. */
export function workerModule(): string {
  return import.meta.resolve("@mp/prange/team-worker");
}
