import { expect, test } from "vitest";
import { readFunctionText } from "../../src/inspect/function-source.ts";
import { freeVariables, usesOf } from "../../src/inspect/uses.ts";

test.each([
  ["x => x * scale", ["scale"]],
  ["(x) => { const scale = 2; return x * scale; }", []],
  ["function f(n) { return n < 2 ? 1 : f(n - 1); }", []],
  ["(a = first, { b, [key]: c } = {}, ...rest) => a + b + c + rest", ["first", "key"]],
  ["({ a: { b } }) => b", []],
  ["() => { try { risky(); } catch ({ message }) { return message; } }", ["risky"]],
  ["() => { outer: for (const i of list) { if (i) continue outer; else break outer; } }", ["list"]],
  ["() => { for (let i = 0; i < n; i++) total += i; }", ["n", "total"]],
  ["() => { for (target of list); for (target.x in list); }", ["list", "target"]],
  [
    "() => ({ short, long: value, [computed]: 1, method() { return inside; } })",
    ["short", "value", "computed", "inside"],
  ],
  ["() => { later(); function later() {} var hoisted = 1; return hoisted; }", []],
  ["() => { { let block = 1; block; } return block; }", ["block"]],
  ["() => { if (true) { var escaped = 1; } return escaped; }", []],
  ["class A extends B { #p = one; static s = two; get g() { return this.#p; } }", ["B", "one", "two"]],
  ["class A { static { A.x = y; } [key]() {} }", ["y", "key"]],
  ["async (x) => { for await (const y of x) yielded(y); }", ["yielded"]],
  ["function* () { yield* inner(); }", ["inner"]],
  [`(x) => tag\`a$\{x}$\{y}\``, ["tag", "y"]],
  ["(x) => x?.y?.[z]", ["z"]],
  ["() => typeof maybe", ["maybe"]],
  ["() => { [a, b.c, ...d] = e; ({ f, g: h = i } = j); }", ["b", "e", "i", "j", "a", "d", "f", "h"]],
  ["function () { return arguments.length; }", []],
  ["() => new Thing(() => other)", ["Thing", "other"]],
  ["(x) => { switch (x) { case one: { let y = 1; return y; } default: return y; } }", ["one", "y"]],
  ["() => (0, import_x.y)(z)", ["import_x", "z"]],
])("the names that %s leaves open", (text, names) => {
  expect(freeVariables(text).sort()).toEqual([...names].sort());
});

test("a name of which only members are read is known by these members", () => {
  const { names } = usesOf("() => ns.a + ns.b(1) + other.x + other");
  expect([...names.get("ns")!.members!]).toEqual(["a", "b"]);
  expect(names.get("other")!.members).toBeUndefined();
});

test("writing, deleting or computing a member uses the whole object", () => {
  for (const text of ["() => { o.x = 1; }", "() => o.x++", "() => delete o.x", "(k) => o[k]", "() => { [o.x] = y; }"]) {
    expect(usesOf(text).names.get("o")!.members, text).toBeUndefined();
  }
});

test.each([
  ["() => this.x", "this"],
  ["async () => { await (() => this)(); }", "this"],
  ["() => import.meta.url", "import.meta"],
  ["() => arguments[0]", "arguments"],
  ["() => eval('x')", "eval"],
  ["m() { return super.m(); }", "super"],
  ["m() { return this.#secret; }", "#secret"],
])("%s needs the place that it was written in", (text, what) => {
  expect([...usesOf(text).surroundings.keys()]).toEqual([what]);
});

test.each([
  "function () { return this.x; }",
  "class A extends B { m() { return super.m() + this.#p; } #p = 1; }",
  "() => ({ m() { return super.toString() + this; } })",
])("%s needs nothing but names", (text) => {
  expect([...usesOf(text).surroundings.keys()]).toEqual([]);
});

test("offsets are those of the text as the user wrote it", () => {
  const texts = [
    "(x) => x + here",
    "[Symbol.iterator](x) { return here; }",
    "get x() { return here; }",
    "async *m() { yield here; }",
  ];
  for (const text of texts) expect(usesOf(text).names.get("here")!.offset, text).toBe(text.indexOf("here"));
});

test("every kind of function becomes an expression that gives it", () => {
  const key = "computed";
  const object = {
    plain(x: number) {
      return x + 1;
    },
    async later(x: number) {
      return x + 1;
    },
    *each(x: number) {
      yield x + 1;
    },
    [key](x: number) {
      return x + 1;
    },
    "a name"(x: number) {
      return x + 1;
    },
    get value() {
      return 1;
    },
  };
  const getter = Object.getOwnPropertyDescriptor(object, "value")!.get!;
  for (const fn of [object.plain, object.later, object.each, object[key], object["a name"], getter, (x: number) => x]) {
    const { expression } = readFunctionText(Function.prototype.toString.call(fn));
    const again: unknown = new Function(`return ${expression}`)();
    expect(typeof again, expression).toBe("function");
    expect(Object.getPrototypeOf(again), expression).toBe(Object.getPrototypeOf(fn));
  }
});
