// The workloads by name, in the order of the HOWTO.

import type { Workload } from "../harness/workload.ts";
import { autocorrelation } from "./autocorrelation.ts";
import { determinants } from "./determinants.ts";
import { fft2 } from "./fft2.ts";
import { sums } from "./sums.ts";

export const workloads: ReadonlyMap<string, Workload> = new Map(
  [sums, determinants, autocorrelation, fft2].map((workload) => [workload.name, workload]),
);
