// How many processors this program may use: its affinity, and the quota of the container that it runs in.

const read = (path: string): string | undefined => {
  try {
    return process.getBuiltinModule("node:fs").readFileSync(path, "utf8").trim();
  } catch {
    return undefined; // no such control group, or not Linux: that one sets no limit
  }
};

/** Processors per period, from the `cpu.max` of cgroup v2: `"150000 100000"`, or `"max 100000"` without a limit. */
export const parseCpuMax = (text: string): number => {
  const [quota, period] = text.split(/\s+/).map(Number);
  return quota! > 0 && period! > 0 ? quota! / period! : Number.POSITIVE_INFINITY;
};

/** A group's own folder and all above it: each may set a limit, and the lowest holds. */
export const foldersUpwards = (path: string): string[] => {
  const parts = path.split("/").filter(Boolean);
  return Array.from({ length: parts.length + 1 }, (_, cut) => `/${parts.slice(0, parts.length - cut).join("/")}`);
};

const quota = (): number => {
  if (process.platform !== "linux") return Number.POSITIVE_INFINITY;
  let lowest = Number.POSITIVE_INFINITY;
  const groups = (read("/proc/self/cgroup") ?? "").split("\n").map((line) => line.split(":"));
  for (const [, controllers, path = "/"] of groups) {
    const version2 = controllers === "";
    if (!version2 && !controllers?.split(",").includes("cpu")) continue;
    const root = version2 ? "/sys/fs/cgroup" : "/sys/fs/cgroup/cpu";
    for (const folder of foldersUpwards(path)) {
      const limit = version2
        ? read(`${root}${folder}/cpu.max`)
        : [read(`${root}${folder}/cpu.cfs_quota_us`), read(`${root}${folder}/cpu.cfs_period_us`)].join(" ");
      if (limit !== undefined) lowest = Math.min(lowest, parseCpuMax(limit));
    }
  }
  return lowest;
};

/**
 * Counts the processors that this program may use: not more than its affinity (`taskset`) allows, nor than its container's
 * processor quota pays for, rounded up; at least 1.
 *
 * @example
 * cpuCount(); // => 8
 */
export const cpuCount = (): number =>
  Math.max(1, Math.min(process.getBuiltinModule("node:os").availableParallelism(), Math.ceil(quota())));
