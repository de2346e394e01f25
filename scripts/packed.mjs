// Packs the five packages as npm would get them, checks the tarballs, and uses them in an outsider's empty project.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { order } from "./layers.mjs";

/** @param {string} root @param {string} folder where the tarballs go @returns {string[]} their paths */
const pack = (root, folder) => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of order) {
    const { status, stderr, stdout } = spawnSync("pnpm", ["pack", "--pack-destination", folder], {
      cwd: join(root, "packages", name),
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`pnpm pack of @mp/${name} failed:\n${stdout}${stderr}`);
  }
  return readdirSync(folder).map((file) => join(folder, file));
};

/** `await using` is syntax that Node 22 does not have; there the programs that run as written are left to tsx and esbuild. */
const hasUsing = (() => {
  try {
    // biome-ignore lint/security/noGlobalEval: syntax can only be tried by compiling it
    eval("(async () => { await using nothing = null; })");
    return true;
  } catch {
    return false;
  }
})();

/**
 * The ways an outsider runs a program: a name, the command, whether it needs `await using` as syntax.
 * @type {{ name: string; run: string[][]; asWritten?: boolean }[]}
 */
const ways = [
  { name: "plain .mjs", run: [["node", "program.mjs"]], asWritten: true },
  {
    name: ".ts under Node's type stripping",
    run: [["node", "--disable-warning=ExperimentalWarning", "program.ts"]],
    asWritten: true,
  },
  { name: "tsx", run: [["tsx", "program.ts"]] },
  {
    name: "bundled and minified by esbuild",
    run: [
      [
        "esbuild",
        "program.ts",
        "--bundle",
        "--minify",
        "--platform=node",
        "--format=esm",
        "--target=node22",
        "--outfile=out/bundle.mjs",
      ],
      ["node", "out/bundle.mjs"],
    ],
  },
  {
    name: "bundled by esbuild with keepNames",
    run: [
      [
        "esbuild",
        "program.ts",
        "--bundle",
        "--keep-names",
        "--platform=node",
        "--format=esm",
        "--target=node22",
        "--outfile=out/named.mjs",
      ],
      ["node", "out/named.mjs"],
    ],
  },
  { name: "require", run: [["node", "program.cjs"]] },
  { name: "all five packages", run: [["node", "five.mjs"]] },
];

/** @param {string} root @returns {import("./test.mjs").Outcome} */
export const checkPacked = (root) => {
  const outcome = { passed: 0, failed: 0, skipped: 0, notes: /** @type {string[]} */ ([]) };
  /** @param {string} name @param {ReturnType<typeof spawnSync>} result @param {boolean} [good] */
  const count = (name, { stdout, stderr, status }, good = status === 0) => {
    console.log(`${good ? "✓" : "✗"} ${name}`);
    if (good) outcome.passed += 1;
    else {
      outcome.failed += 1;
      outcome.notes.push(name);
      console.log(`exit code ${status}\n${stdout}${stderr}`);
    }
    return good;
  };

  const tarballs = pack(root, join(root, ".pack"));
  for (const tarball of tarballs) {
    const file = tarball.replace(`${root}/`, "");
    count(`publint ${file}`, spawnSync("publint", ["run", tarball, "--strict"], { cwd: root, encoding: "utf8" }));
    count(`attw ${file}`, spawnSync("attw", [tarball, "--profile", "esm-only"], { cwd: root, encoding: "utf8" }));
  }

  const project = mkdtempSync(join(tmpdir(), "mp-outsider-"));
  try {
    cpSync(join(root, "scripts", "packed", "outsider"), project, { recursive: true });
    writeFileSync(join(project, "package.json"), JSON.stringify({ name: "outsider", private: true, type: "module" }));
    const npm = ["install", "--no-audit", "--no-fund", "--ignore-scripts", ...tarballs];
    // From npm's cache where it has everything: `--prefer-offline` would still ask the registry, for minutes without one.
    const cached = spawnSync("npm", [...npm, "--offline"], { cwd: project, encoding: "utf8" });
    const installed = cached.status === 0 ? cached : spawnSync("npm", npm, { cwd: project, encoding: "utf8" });
    if (!count("npm install of the five tarballs", installed)) return outcome;

    // Without skipLibCheck: the declarations in the tarballs have to hold by themselves.
    const strict = [
      "--noEmit",
      "--strict",
      "--target",
      "es2024",
      "--module",
      "nodenext",
      "--lib",
      "es2024,esnext.disposable,dom",
    ];
    const types = spawnSync("tsc", [...strict, "--allowImportingTsExtensions", "program.ts", "five.ts"], {
      cwd: project,
      encoding: "utf8",
    });
    count("outsider: types", types);

    for (const { name, run, asWritten } of ways) {
      if (asWritten && !hasUsing) {
        outcome.skipped += 1;
        outcome.notes.push(`skipped: ${name}: Node ${process.version} has no \`await using\``);
        continue;
      }
      const last = run
        .map(([tool = "", ...args]) => spawnSync(tool, args, { cwd: project, encoding: "utf8", timeout: 60_000 }))
        .at(-1);
      if (!last) continue;
      const expected = readFileSync(join(project, name === "all five packages" ? "five.txt" : "program.txt"), "utf8");
      const good = last.status === 0 && last.stdout === expected;
      count(`outsider: ${name}`, last, good);
    }
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
  return outcome;
};
