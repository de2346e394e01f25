// The plugin that fills code blocks.

import { describe, expect, test } from "vitest";
import { declarationOf, importCode } from "../src/remark/import-code.ts";

const source = `import { a } from "b";

// The first.
// It has two lines of comment.
export const first = (x: number): number => {
  const second = x;
  return second;
};

const second = 2;
export function third() {
  return 3;
}

/** With options. */
export const fourth = make(
  () => 4,
  { option: true },
);
`;

describe("declarationOf", () => {
  test.each([
    ["first", ["// The first.", "};"], 6],
    ["second", ["const second = 2;", "const second = 2;"], 1],
    ["third", ["export function third() {", "}"], 3],
    ["fourth", ["/** With options. */", ");"], 5],
  ])("cuts out %s with the comment above it", (name, [from, to], lines) => {
    const cut = declarationOf(source, name).split("\n");
    expect([cut[0], cut.at(-1), cut.length]).toEqual([from, to, lines]);
  });

  test("a name that is not declared at the top level is an error that names it and the file", () => {
    expect(() => declarationOf(source, "fifth", "some.ts")).toThrow("some.ts declares no fifth");
  });
});

describe("importCode", () => {
  const block = (meta: string | null) => ({ type: "root", children: [{ type: "code", meta, value: "old" }] });
  const filled = (meta: string | null) => {
    const tree = block(meta);
    importCode()(tree);
    return tree.children[0]!.value;
  };

  test("fills a block that names a file and leaves the others", () => {
    expect(filled("file=apps/docs/examples/count.ts")).toContain("cpuCount()");
    expect(filled(null)).toBe("old");
    expect(filled('title="x"')).toBe("old");
  });

  test("a file that does not exist is an error that names it", () => {
    expect(() => filled("file=apps/docs/examples/none.ts")).toThrow("cannot read apps/docs/examples/none.ts");
  });
});
