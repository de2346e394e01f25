// The layer check refuses what the design forbids and names the line.

import { describe, expect, it } from "vitest";
import { checkFile, waitFile } from "../layers.mjs";

const breaches = (pkg: string, path: string, text: string) => checkFile(pkg, path, text).breaches;

describe("the layer check", () => {
  it("refuses an import of a layer above, with the line", () => {
    const found = breaches("sync", "src/lock.ts", '// why\nimport { Pool } from "@mp/pool";\nexport const x = Pool;\n');
    expect(found).toEqual(["packages/sync/src/lock.ts:2: @mp/sync may not import @mp/pool; it is a layer above"]);
  });

  it("refuses it as a type, as a re-export and through a subpath too", () => {
    expect(
      breaches("shared", "src/a.ts", 'import type { Pool } from "@mp/pool";\nexport type P = Pool;\n'),
    ).toHaveLength(1);
    expect(breaches("shared", "src/a.ts", 'export * from "@mp/prange";\n')).toHaveLength(1);
    expect(breaches("sync", "src/a.ts", 'import { x } from "@mp/pool/internal";\nx();\n')).toHaveLength(1);
    expect(breaches("sync", "src/a.ts", 'export const load = () => import("@mp/pool");\n')).toHaveLength(1);
  });

  it("allows the layers below", () => {
    expect(breaches("kernels", "src/a.ts", 'import { njit } from "@mp/prange";\nnjit(() => 0);\n')).toEqual([]);
  });

  it("refuses a relative import that leaves the package", () => {
    expect(breaches("pool", "src/a.ts", 'import { x } from "../../sync/src/lock.ts";\nx();\n')[0]).toContain(
      "leaves the package",
    );
  });

  it("keeps Node's modules behind #platform", () => {
    expect(
      breaches("pool", "src/pool.ts", 'import { Worker } from "node:worker_threads";\nnew Worker("");\n'),
    ).toHaveLength(1);
    expect(
      breaches("pool", "src/platform/node.ts", 'import { Worker } from "node:worker_threads";\nnew Worker("");\n'),
    ).toEqual([]);
  });

  it("lets one file wait on a word, and no other", () => {
    const waits = "export const w = (a: Int32Array) => Atomics.wait(a, 0, 0);\n";
    expect(breaches("sync", "src/lock.ts", waits)).toEqual([
      `packages/sync/src/lock.ts:1: waits on a word; only packages/sync/${waitFile} may`,
    ]);
    expect(breaches("sync", waitFile, waits)).toEqual([]);
  });
});
