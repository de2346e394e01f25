// The stops of the tour, in the order of the HOWTO. A stop is loaded when it is visited.

import type { Stage } from "../harness/stage.ts";

/** What a stop's file exports. */
export interface Visit {
  /** Runs the stop's programs on the stage, on the images given if it takes any. */
  visit(stage: Stage, images: readonly string[]): Promise<void>;
}

export interface Stop {
  /** As typed after `npm start --`. */
  readonly name: string;
  readonly title: string;
  /** The chapter of the HOWTO. */
  readonly chapter: string;
  /** Whether image files may follow the name. @default false */
  readonly takesImages?: boolean;
  load(): Promise<Visit>;
}

export const stops: readonly Stop[] = [
  {
    name: "processes-joined",
    title: "Two processes print numbers, one after the other",
    chapter: "5.2.1",
    load: () => import("./processes-joined.ts"),
  },
  {
    name: "processes-together",
    title: "Two processes print numbers at the same time",
    chapter: "5.2.1",
    load: () => import("./processes-together.ts"),
  },
  {
    name: "sum",
    title: "A million numbers, added by every method of Pool",
    chapter: "5.4.1",
    load: () => import("./sum.ts"),
  },
  {
    name: "determinants-unshared",
    title: "Determinants of a tensor that is copied to every worker",
    chapter: "5.4.2",
    load: () => import("./determinants-unshared.ts"),
  },
  {
    name: "determinants-shared",
    title: "Determinants of a tensor in shared memory",
    chapter: "5.4.2",
    load: () => import("./determinants-shared.ts"),
  },
  {
    name: "determinants-shared-result",
    title: "Determinants written into a shared array",
    chapter: "5.4.2",
    load: () => import("./determinants-shared-result.ts"),
  },
  {
    name: "prange",
    title: "Determinants in a compiled parallel loop",
    chapter: "6.2 and 7.2",
    load: () => import("./prange.ts"),
  },
  {
    name: "autocorrelation",
    title: "Autocorrelation of matrices, or of images",
    chapter: "7.1.1",
    takesImages: true,
    load: () => import("./autocorrelation.ts"),
  },
  {
    name: "fft2",
    title: "Fourier transforms of matrices",
    chapter: "7.1.2",
    load: () => import("./fft2.ts"),
  },
];
