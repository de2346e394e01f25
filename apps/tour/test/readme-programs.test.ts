import { describe, expect, it } from "vitest";
import { programsOf } from "./readme-programs.ts";

const fence = "```";

describe("programsOf", () => {
  it("pairs a program with the output that follows it", () => {
    const readme = ["# a", `${fence}ts`, "console.log(1);", fence, "", `${fence}text`, "1", fence].join("\n");
    expect(programsOf(readme)).toEqual([{ line: 3, source: "console.log(1);\n", prints: { all: "1\n" } }]);
  });

  it("takes a program's own comments for what it prints", () => {
    const source =
      'import { a } from "a";\nconsole.log(a); // => 1 2\nconsole.log(b);\nconsole.log(c()); // => [ 3 ]\n';
    expect(programsOf(`${fence}ts\n${source}${fence}`)).toEqual([
      { line: 2, source, prints: { lines: ["1 2", "[ 3 ]"] } },
    ]);
    expect(programsOf(`${fence}ts\nconsole.log(a); // => 1\n${fence}`)).toEqual([]);
  });

  it("leaves out fragments, other languages, and outputs that belong to something else", () => {
    const readme = [
      `${fence}ts`,
      "fragment();",
      fence,
      "Some words.",
      `${fence}text`,
      "an error",
      fence,
      `${fence}sh`,
      "npm start",
      fence,
      `${fence}text`,
      "1",
      fence,
    ].join("\n");
    expect(programsOf(readme)).toEqual([]);
  });

  it("names the line of a block that never ends", () => {
    expect(() => programsOf(`# a\n${fence}ts\nconsole.log(1);`)).toThrow("line 2: the block that opens here");
  });
});
