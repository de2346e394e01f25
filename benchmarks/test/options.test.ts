// The command line.

import { describe, expect, test } from "vitest";
import { readOptions, UsageError } from "../src/options.ts";

const workloads = ["sums", "fft2"];

describe("the command line", () => {
  test("runs every workload where none is named, and only the named ones otherwise", () => {
    expect(readOptions([], workloads)).toMatchObject({ names: ["sums", "fft2"], quick: false });
    expect(readOptions(["--quick", "fft2"], workloads)).toMatchObject({ names: ["fft2"], quick: true });
  });

  test("an unknown workload is an error that names the known ones", () => {
    expect(() => readOptions(["fft3"], workloads)).toThrow('there is no workload "fft3"; there are sums, fft2');
    expect(() => readOptions(["fft3"], workloads)).toThrow(UsageError);
  });

  test("an unknown option is an error that shows the usage", () => {
    expect(() => readOptions(["--fast"], workloads)).toThrow(/--fast[\s\S]*npm run bench -- \[options\]/);
    expect(() => readOptions(["--fast"], workloads)).toThrow(UsageError);
  });
});
