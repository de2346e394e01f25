// The layer order and the other rules about who may import or call what; `node scripts/layers.mjs` prints the graph or the breaches.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "./parse-source.mjs";

/** Bottom first: a package imports only from those before it. */
export const order = ["sync", "shared", "pool", "prange", "kernels"];

/** Node's own modules are reached in a platform's files, and in those that such a file loads: they end in `-node.ts`. */
const nodeOnly = /\/platform\/node[-\w]*\.ts$|-node\.ts$/;

/**
 * What is wrong with one source file.
 * @param {string} pkg its package's short name
 * @param {string} path relative to the package
 * @param {string} text
 * @returns {{ breaches: string[]; imports: string[] }}
 */
export const checkFile = (pkg, path, text) => {
  const { imports, waits } = parse(path, text);
  const breaches = [];
  const used = new Set();
  for (const { specifier, line, typeOnly } of imports) {
    const at = `packages/${pkg}/${path}:${line}`;
    const mp = /^@mp\/([a-z]+)/.exec(specifier)?.[1];
    if (mp && mp !== pkg) {
      used.add(mp);
      if (!order.includes(mp)) breaches.push(`${at}: there is no package @mp/${mp}`);
      else if (order.indexOf(mp) > order.indexOf(pkg))
        breaches.push(`${at}: @mp/${pkg} may not import @mp/${mp}; it is a layer above`);
    }
    if (/^\.\.?\//.test(specifier)) {
      const target = relative(".", resolve("/", dirname(path), specifier).slice(1));
      if (!target.startsWith("src/")) breaches.push(`${at}: ${specifier} leaves the package's src`);
    }
    if (specifier.startsWith("node:") && !typeOnly && !nodeOnly.test(path)) {
      breaches.push(`${at}: ${specifier} belongs behind #platform (src/platform/node.ts or a file that it loads)`);
    }
  }
  if (pkg !== "sync" || path !== waitFile) {
    for (const line of waits)
      breaches.push(`packages/${pkg}/${path}:${line}: waits on a word; only packages/sync/${waitFile} may`);
  }
  return { breaches, imports: [...used] };
};

/** The one file that calls `Atomics.wait` and `Atomics.waitAsync`. */
export const waitFile = "src/wait-word.ts";

/** @param {string} folder @returns {string[]} */
const sources = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));

/** @param {string} root */
export const checkLayers = (root) => {
  const breaches = [];
  /** @type {Map<string, Set<string>>} */
  const graph = new Map(order.map((name) => [name, new Set()]));
  for (const pkg of order) {
    const folder = join(root, "packages", pkg);
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    for (const file of sources(join(folder, "src"))) {
      const found = checkFile(pkg, relative(folder, file), readFileSync(file, "utf8"));
      breaches.push(...found.breaches);
      for (const name of found.imports) graph.get(pkg)?.add(name);
    }
    for (const name of graph.get(pkg) ?? []) {
      if (!manifest.dependencies?.[`@mp/${name}`])
        breaches.push(`packages/${pkg}/package.json: imports @mp/${name} without depending on it`);
    }
    for (const name of Object.keys(manifest.dependencies ?? {})) {
      const mp = /^@mp\/(.+)/.exec(name)?.[1];
      if (mp && order.indexOf(mp) >= order.indexOf(pkg))
        breaches.push(`packages/${pkg}/package.json: may not depend on ${name}`);
    }
  }
  return { breaches, graph };
};

/** @param {Map<string, Set<string>>} graph */
export const drawGraph = (graph) =>
  [...graph]
    .map(
      ([name, uses]) =>
        `  @mp/${name.padEnd(8)} <- ${[...uses].sort((a, b) => order.indexOf(a) - order.indexOf(b)).join(", ") || "(nothing)"}`,
    )
    .join("\n");

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { breaches, graph } = checkLayers(dirname(import.meta.dirname));
  console.log(drawGraph(graph));
  for (const breach of breaches) console.error(breach);
  if (breaches.length > 0) process.exit(1);
}
