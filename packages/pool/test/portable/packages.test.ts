import { execFile } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { resolvePackage } from "../../src/portable/resolve-package-node.ts";
import { makeProject } from "./support/project.ts";

const node = async (folder: string, ...args: string[]): Promise<string> => {
  const options = { cwd: folder, timeout: 50_000 };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--conditions=@mp/source", ...args], options);
  expect(stderr).toBe("");
  return stdout.trim();
};

test("a package's name leads where node's import leads", async () => {
  using project = makeProject({
    "package.json": {
      name: "self",
      type: "module",
      exports: { ".": "./self.js", "./part": { browser: "./no.js", default: "./part.js" } },
      imports: { "#inner": "./inner.js", "#deep/*": { node: "./deep/*.js" } },
    },
    "self.js": "",
    "part.js": "",
    "inner.js": "",
    "deep/one.js": "",
    "node_modules/plain/package.json": { name: "plain", main: "./lib/main" },
    "node_modules/plain/lib/main.js": "",
    "node_modules/plain/extra.js": "",
    "node_modules/bare/package.json": { name: "bare" },
    "node_modules/bare/index.js": "",
    "node_modules/@scope/dual/package.json": {
      name: "@scope/dual",
      exports: {
        ".": { source: "./source.mjs", import: "./esm.mjs", require: "./cjs.cjs" },
        "./list": [{ deno: "./no.js" }, "./list.js"],
        "./sub/*": "./sub/*.mjs",
        "./sub/special/*": "./special/*.mjs",
      },
    },
    "node_modules/@scope/dual/source.mjs": "",
    "node_modules/@scope/dual/esm.mjs": "",
    "node_modules/@scope/dual/cjs.cjs": "",
    "node_modules/@scope/dual/list.js": "",
    "node_modules/@scope/dual/sub/a.mjs": "",
    "node_modules/@scope/dual/special/b.mjs": "",
  });
  const specifiers =
    "self self/part #inner #deep/one plain plain/extra.js bare @scope/dual @scope/dual/list @scope/dual/sub/a @scope/dual/sub/special/b".split(
      " ",
    );
  const script = `console.log(JSON.stringify(${JSON.stringify(specifiers)}.map((one) => import.meta.resolve(one))))`;
  const expected = JSON.parse(await node(project.folder, "--input-type=module", "--eval", script));
  const parent = pathToFileURL(join(project.folder, "program.mjs")).href;
  expect(specifiers.map((specifier) => resolvePackage(specifier, parent))).toEqual(expected);
  for (const unknown of ["none", "@scope/dual/none", "#none", "plain/none.js", "@scope"]) {
    expect(resolvePackage(unknown, parent), unknown).toBeUndefined();
  }
});

test("a library's function is imported by the worker, however the library made it", async () => {
  using project = makeProject({
    "node_modules/maker/package.json": { name: "maker", type: "module", exports: "./index.js" },
    "node_modules/maker/index.js": `
      export const make = (unit) => {
        const socket = { unit, connect() {}, open: new WeakMap() };
        return (x) => x + socket.unit;
      };`,
    "node_modules/library/package.json": { name: "library", type: "module", exports: "./index.js" },
    "node_modules/library/index.js": `
      import { make } from "maker";
      export const addTen = make(10);
      export default make(1);`,
    "program.mjs": `
      import { Pool } from "@mp/pool";
      import addOne, { addTen } from "library";
      const pool = new Pool(1);
      console.log(await pool.map((x) => addTen(x) + addOne(x), [1]), await pool.map(addTen, [1]), await pool.map(addOne, [1]));
      await pool.terminate();`,
  });
  expect(await node(project.folder, "program.mjs")).toBe("[ 13 ] [ 11 ] [ 2 ]");
});
