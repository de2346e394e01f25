// A sheet that remembers what was written on it.

import type { Sheet } from "../src/harness/page.ts";

export interface Recorder extends Sheet {
  text(): string;
  lines(): string[];
}

export const recorder = (columns?: number, isTTY = false): Recorder => {
  let written = "";
  return {
    columns,
    isTTY,
    write: (text: string) => {
      written += text;
    },
    text: () => written,
    lines: () => written.split("\n"),
  };
};
