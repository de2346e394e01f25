// Installs what is pinned: Node and pnpm from `scripts/toolchain`, another Node from `scripts/matrix`, the workspace with pnpm.
// Each install is skipped while the files that decide it are unchanged.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { say, stop } from "./say.mjs";

const OLDEST_SYSTEM_NODE = 24;
const target = `${process.platform}-${process.arch}`;

/**
 * Runs `install` unless `stamp` already holds the hash of `files`.
 * @param {string} stamp @param {string[]} files @param {() => void} install
 */
const unlessUnchanged = (stamp, files, install) => {
  const hash = createHash("sha256").update(target);
  for (const file of [...files].sort()) hash.update(file).update(readFileSync(file));
  const wanted = hash.digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  rmSync(stamp, { force: true });
  install();
  writeFileSync(stamp, wanted);
};

/**
 * @param {string} what @param {string} command @param {string[]} args
 * @param {import("node:child_process").SpawnSyncOptions} options
 */
const must = (what, command, args, options) => {
  const { status, error } = spawnSync(command, args, { stdio: ["ignore", 2, 2], ...options });
  if (status !== 0) stop(`${what} failed (${error?.message ?? `exit code ${status}`}); see the lines above`);
};

/** @param {string} folder */
const npmCi = (folder) =>
  unlessUnchanged(
    join(folder, "node_modules", ".mp-stamp"),
    [join(folder, "package-lock.json"), join(folder, "package.json")],
    () => {
      say(`installing ${JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).name} …`);
      const npm = process.platform === "win32" ? "npm.cmd" : "npm";
      must(`npm ci in ${folder}`, npm, ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"], {
        cwd: folder,
      });
    },
  );

/**
 * The folders that go first on PATH, and Node's package (its headers) where it comes from the registry.
 * @param {string} root
 * @param {string | undefined} testNode `TEST_NODE`: a major version of the matrix instead of the pinned one
 * @returns {{ path: string[]; nodePackage: string | undefined }}
 */
export const installToolchain = (root, testNode) => {
  const folder = join(root, "scripts", "toolchain");
  npmCi(folder);
  const modules = join(folder, "node_modules");
  const bin = join(modules, ".bin");
  const pnpm = join(modules, "@pnpm", `exe.${target}`, "pnpm");
  if (existsSync(pnpm) && !existsSync(join(bin, "pnpm"))) symlinkSync(pnpm, join(bin, "pnpm"));
  if (!existsSync(pnpm) && spawnSync("pnpm", ["--version"]).status !== 0) {
    stop(`there is no pinned pnpm for ${target}: install pnpm 12 and have it on PATH`);
  }

  const pinned = join(modules, `node-${target}`);
  if (testNode && testNode !== "24") {
    const matrix = join(root, "scripts", "matrix");
    npmCi(matrix);
    const other = join(matrix, "node_modules", `node${testNode}-${target}`);
    if (!existsSync(other)) stop(`TEST_NODE=${testNode}: there is no such Node for ${target}; choose 22, 24 or 26`);
    return { path: [join(other, "bin"), bin], nodePackage: other };
  }
  if (existsSync(pinned)) return { path: [bin], nodePackage: pinned };
  const major = Number(process.versions.node.split(".")[0]);
  if (major < OLDEST_SYSTEM_NODE) {
    stop(
      `there is no pinned Node for ${target} and yours is ${process.version}: install Node ${OLDEST_SYSTEM_NODE} or later`,
    );
  }
  return { path: [bin], nodePackage: undefined };
};

/** @param {string} folder */
const workspaceManifests = (folder) =>
  readdirSync(folder)
    .map((name) => join(folder, name, "package.json"))
    .filter((file) => existsSync(file));

/** @param {string} root @param {NodeJS.ProcessEnv} env */
export const installWorkspace = (root, env) => {
  const manifests = ["packages", "apps"].flatMap((folder) => workspaceManifests(join(root, folder)));
  const files = ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json", "benchmarks/package.json"].map((f) =>
    join(root, f),
  );
  unlessUnchanged(join(root, "node_modules", ".mp-stamp"), [...files, ...manifests], () => {
    say("installing the workspace …");
    must(
      "pnpm install",
      "pnpm",
      ["install", "--frozen-lockfile", "--prefer-offline", "--config.confirmModulesPurge=false"],
      {
        cwd: root,
        env,
      },
    );
  });
};
