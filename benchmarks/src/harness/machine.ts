// Says what the numbers were measured on: the processor, the memory and the versions; no host name and no path.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";

export interface Machine {
  /** The processor's own name. */
  readonly cpu: string;
  /** Processors that this process may use. */
  readonly cores: number;
  /** GiB, rounded to tenths. */
  readonly memory: number;
  readonly platform: string;
  readonly arch: string;
}

export interface Versions {
  readonly node: string;
  readonly v8: string;
  /** The commit that was measured, with `+` where the work tree had changes; null outside a git checkout. */
  readonly commit: string | null;
  /** Every `@mp` package and every peer, by name. */
  readonly packages: Readonly<Record<string, string>>;
}

/** Describes this machine. */
export const describeMachine = (): Machine => ({
  cpu: cpus()[0]?.model.trim() || "unknown",
  cores: availableParallelism(),
  memory: Math.round((totalmem() / 2 ** 30) * 10) / 10,
  platform: process.platform,
  arch: process.arch,
});

const git = (...args: string[]): string =>
  execFileSync("git", args, { cwd: import.meta.dirname, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();

const commit = (): string | null => {
  try {
    // Results being rewritten do not make the measured code another one.
    const changed = git("status", "--porcelain", "--untracked-files=no", "--", ":/packages", ":/benchmarks/src") !== "";
    return git("rev-parse", "--short=12", "HEAD") + (changed ? "+" : "");
  } catch {
    return null; // a tarball, or a machine without git: the versions below still say what ran
  }
};

const manifest = (folder: URL): { version: string; dependencies: Record<string, string> } =>
  JSON.parse(readFileSync(new URL("package.json", folder), "utf8"));

/** Reads the versions of Node, of the `@mp` packages and of the peers measured beside them. */
export const describeVersions = (): Versions => {
  const home = new URL("../../", import.meta.url);
  const names = Object.keys(manifest(home).dependencies).sort();
  return {
    node: process.versions.node,
    v8: process.versions.v8,
    commit: commit(),
    packages: Object.fromEntries(
      names.map((name) => [name, manifest(new URL(`node_modules/${name}/`, home)).version] as const),
    ),
  };
};
