import { describe, expect, it } from "vitest";
import { readCommandLine } from "../src/command-line.ts";
import { BadInputError } from "../src/harness/bad-input.ts";
import { stops } from "../src/stops/index.ts";

const read = (...args: string[]) => readCommandLine(args, stops);

describe("the command line", () => {
  it("without arguments means the whole tour", () => {
    expect(read()).toEqual({ kind: "all" });
  });

  it("knows every program by its name", () => {
    for (const stop of stops) expect(read(stop.name)).toEqual({ kind: "one", stop, images: [] });
  });

  it("passes files on to the program that takes images", () => {
    expect(read("autocorrelation", "a.png", "b c.png")).toMatchObject({ kind: "one", images: ["a.png", "b c.png"] });
  });

  it("lists and helps wherever that is asked for", () => {
    expect(read("--list")).toEqual({ kind: "list" });
    expect(read("sum", "--help")).toEqual({ kind: "help" });
  });

  it("refuses what it does not know, and says what was probably meant", () => {
    expect(() => read("smu")).toThrow(
      new BadInputError('there is no program "smu"; did you mean "sum"?\nnpm start -- --list lists the programs'),
    );
    expect(() => read("photograph")).toThrow('there is no program "photograph"\n');
    expect(() => read("--lst")).toThrow('there is no option "--lst"; did you mean "--list"?');
    expect(() => read("autocorrelation", "--fast")).toThrow('autocorrelation has no option "--fast"');
    expect(() => read("sum", "photo.png")).toThrow('sum takes no arguments, got "photo.png"');
  });
});
