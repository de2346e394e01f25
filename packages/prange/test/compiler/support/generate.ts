// Random programs of the language that end, stay within their arrays, and show what they computed.

/** Numbers of `[0, 1)`, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Elements of each array argument: a power of two, so that a mask keeps indices inside. */
export const LENGTH = 8;

const literals = [
  "0",
  "1",
  "-1",
  "2",
  "3",
  "7",
  "0.5",
  "-2.5",
  "1e10",
  "4294967296",
  "-0",
  "NaN",
  "Infinity",
  "255",
  "0x7fffffff",
  "limit",
];
const arithmetic = ["+", "-", "*", "/", "%", "+", "-", "*"];
const bitwise = ["&", "|", "^", "<<", ">>", ">>>"];
const comparisons = ["<", "<=", ">", ">=", "===", "!=="];
const maths = ["abs", "floor", "ceil", "round", "trunc", "sqrt", "sign", "fround", "clz32", "cos"];
const arrays = ["d", "i", "b", "u", "f", "out", "local"];

interface Names {
  readonly numbers: readonly string[];
  /** Numbers that may be assigned to. */
  readonly assignable: readonly string[];
  readonly booleans: readonly string[];
  /** Loop variables: integers of [0, LENGTH). */
  readonly indices: readonly string[];
  /** Labels of loops around, innermost last. */
  readonly loops: readonly string[];
}

/**
 * The text of a function `(d, i, b, u, f, m, n, flag, out) => number` over a Float64Array, an Int32Array, a Uint8Array, a
 * Uint32Array, a Float32Array, an ndarray of shape (8, 8), two scalars and a Float64Array, which calls `mix(x, y)` and
 * `fill(a, from)` and reads `limit`.
 */
export function generate(seed: number): string {
  return new Generator(random(seed)).program();
}

/**
 * The text of a function `(M, n, flag, O)` with one parallel loop over the rows of the ndarray `M`, of shape
 * `(ROWS, LENGTH, LENGTH)`, each of which computes with arrays of its own and writes its part of the Float64Array `O`.
 */
export function generateParallel(seed: number): string {
  return new Generator(random(seed)).parallelProgram();
}

/** Iterations of a generated parallel loop. */
export const ROWS = 6;

class Generator {
  readonly #random: () => number;
  #fresh = 0;
  #returns = true;

  constructor(next: () => number) {
    this.#random = next;
  }

  program(): string {
    const names: Names = { numbers: ["n"], assignable: [], booleans: ["flag"], indices: [], loops: [] };
    const inside: Names = { ...names, numbers: ["n", "x", "y"], assignable: ["x", "y"] };
    return [
      "(d, i, b, u, f, m, n, flag, out) => {",
      `  const local = new Float64Array(${LENGTH});`,
      `  let x = ${this.#number(names, 1)};`,
      `  let y = ${this.#pick(["0", "1", "n"])};`,
      ...this.#block(inside, 3, "  "),
      "  out[0] += x;",
      "  out[1] = y;",
      `  for (let k = 0; k < ${LENGTH}; k++) out[k] += local[k];`,
      "  return x - y;",
      "}",
    ].join("\n");
  }

  parallelProgram(): string {
    this.#returns = false;
    const names: Names = { numbers: ["n", "p"], assignable: [], booleans: ["flag"], indices: ["p"], loops: [] };
    const inside: Names = { ...names, numbers: [...names.numbers, "x", "y"], assignable: ["x", "y"] };
    const types = { d: "Float64", i: "Int32", b: "Uint8", u: "Uint32", f: "Float32", out: "Float64", local: "Float64" };
    const elements = Object.keys(types).map((name) => `${name}[k]`);
    return [
      "(M, n, flag, O) => {",
      "  let total = 0, least = 1e9, count = 0;",
      `  for (const p of prange(${ROWS})) {`,
      ...Object.entries(types).map(([name, type]) => `    const ${name} = new ${type}Array(${LENGTH});`),
      "    const m = M.pick(p, null, null);",
      `    for (let k = 0; k < ${LENGTH}; k++) { d[k] = p - k / 2; i[k] = k * p; b[k] = k - p; u[k] = p; f[k] = k / 3; }`,
      `    let x = ${this.#number(names, 1)};`,
      `    let y = ${this.#number(names, 1)};`,
      ...this.#block(inside, 3, "    "),
      `    for (let k = 0; k < ${LENGTH}; k++) O[p * ${LENGTH} + k] = ${elements.join(" + ")};`,
      // Integers, so that their sum does not depend on its order.
      "    total += y | 0;",
      "    least = Math.min(least, x);",
      "    if (x > y) count++;",
      "  }",
      "  O[0] += total;",
      "  O[1] += least;",
      "  return count;",
      "}",
    ].join("\n");
  }

  #pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.#random() * items.length)]!;
  }

  #chance(probability: number): boolean {
    return this.#random() < probability;
  }

  #name(prefix: string): string {
    return `${prefix}${this.#fresh++}`;
  }

  #block(outer: Names, depth: number, indent: string): string[] {
    let names = outer;
    const lines: string[] = [];
    const count = 1 + Math.floor(this.#random() * 4);
    for (let index = 0; index < count; index++) {
      if (this.#chance(0.3)) {
        const name = this.#name("v");
        const mutable = this.#chance(0.6);
        if (this.#chance(0.8)) {
          lines.push(`${indent}${mutable ? "let" : "const"} ${name} = ${this.#number(names, 2)};`);
          const assignable = mutable ? [...names.assignable, name] : names.assignable;
          names = { ...names, numbers: [...names.numbers, name], assignable };
        } else {
          lines.push(`${indent}const ${name} = ${this.#boolean(names, 2)};`);
          names = { ...names, booleans: [...names.booleans, name] };
        }
      } else lines.push(...this.#statement(names, depth, indent));
    }
    return lines;
  }

  #statement(names: Names, depth: number, indent: string): string[] {
    const deeper = `${indent}  `;
    const choice = this.#random();
    if (depth > 0 && choice < 0.15) {
      const otherwise = this.#chance(0.5) ? [`${indent}} else {`, ...this.#block(names, depth - 1, deeper)] : [];
      return [
        `${indent}if (${this.#condition(names, 2)}) {`,
        ...this.#block(names, depth - 1, deeper),
        ...otherwise,
        `${indent}}`,
      ];
    }
    if (depth > 0 && choice < 0.4) return this.#loop(names, depth, indent);
    if (names.loops.length > 0 && choice < 0.46) {
      const label = this.#chance(0.7) ? names.loops.at(-1) : this.#pick(names.loops);
      return [`${indent}if (${this.#condition(names, 1)}) ${this.#pick(["break", "continue"])} ${label};`];
    }
    if (choice < 0.5)
      return [
        `${indent}${this.#pick([`fill(${this.#pick(["d", "out", "local"])}, ${this.#number(names, 1)})`, `m.set(${this.#index(names)}, ${this.#index(names)}, ${this.#number(names, 2)})`])};`,
      ];
    if (choice < 0.52 && this.#returns)
      return [`${indent}if (${this.#condition(names, 2)}) return ${this.#number(names, 1)};`];
    return [`${indent}${this.#assignment(names, 2)};`];
  }

  #loop(outer: Names, depth: number, indent: string): string[] {
    const deeper = `${indent}  `;
    const label = this.#name("loop");
    const counter = this.#name("k");
    const names: Names = { ...outer, numbers: [...outer.numbers, counter], loops: [...outer.loops, label] };
    const counted: Names = { ...names, indices: [...outer.indices, counter] };
    const stop = 1 + Math.floor(this.#random() * LENGTH);
    const body = (inside: Names) => this.#block(inside, depth - 1, deeper);
    switch (this.#pick(["for", "for", "down", "range", "while", "do", "bounded", "counted"])) {
      case "for":
        return [
          `${indent}${label}: for (let ${counter} = ${this.#pick(["0", "1"])}; ${counter} < ${stop}; ${this.#pick([`${counter}++`, `${counter} += 2`])}) {`,
          ...body(counted),
          `${indent}}`,
        ];
      case "down":
        return [
          `${indent}${label}: for (let ${counter} = ${stop} - 1; ${counter} >= 0; ${counter}--) {`,
          ...body(counted),
          `${indent}}`,
        ];
      case "range":
        return [
          `${indent}${label}: for (const ${counter} of ${this.#pick(["range", "prange"])}(${stop})) {`,
          ...body(counted),
          `${indent}}`,
        ];
      case "counted":
        // A bound that may be a count: then there is another form of the program for it.
        return [
          `${indent}${label}: for (let ${counter} = 0; ${counter} < n && ${counter} < ${stop}; ${counter}++) {`,
          ...body(counted),
          `${indent}}`,
        ];
      case "bounded":
        // A bound that is any number.
        return [
          `${indent}${label}: for (let ${counter} = 0; ${counter} < ${stop} && ${counter} <= ${this.#number(outer, 1)}; ${counter}++) {`,
          ...body(counted),
          `${indent}}`,
        ];
      case "while":
        return [
          `${indent}let ${counter} = ${this.#pick(["0", "n > 0 ? 1 : 0", "-3"])};`,
          `${indent}${label}: while (${counter}++ < ${stop} && ${this.#condition(outer, 1)}) {`,
          ...body(names),
          `${indent}}`,
        ];
      default:
        return [
          `${indent}let ${counter} = 0;`,
          `${indent}${label}: do {`,
          ...body(names),
          `${indent}} while (++${counter} < ${stop});`,
        ];
    }
  }

  #assignment(names: Names, depth: number): string {
    const operator = this.#chance(0.4) ? "=" : `${this.#pick([...arithmetic, ...bitwise])}=`;
    const target =
      this.#chance(0.5) && names.assignable.length > 0 ? this.#pick(names.assignable) : this.#element(names);
    if (this.#chance(0.1))
      return this.#chance(0.5) ? `${target}${this.#pick(["++", "--"])}` : `${this.#pick(["++", "--"])}${target}`;
    return `${target} ${operator} ${this.#number(names, depth)}`;
  }

  #element(names: Names): string {
    return `${this.#pick(arrays)}[${this.#index(names)}]`;
  }

  /** An integer of [0, LENGTH). */
  #index(names: Names): string {
    if (names.indices.length > 0 && this.#chance(0.6)) return this.#pick(names.indices);
    if (names.indices.length > 0 && this.#chance(0.3))
      return `(${this.#pick(names.indices)} * 3 + ${this.#pick(names.indices)}) % ${LENGTH}`;
    return this.#chance(0.3)
      ? String(Math.floor(this.#random() * LENGTH))
      : `${this.#number(names, 1)} & ${LENGTH - 1}`;
  }

  #number(names: Names, depth: number): string {
    const choice = this.#random();
    if (depth === 0 || choice < 0.15)
      return this.#pick([...names.numbers, ...names.numbers, ...names.indices, this.#pick(literals)]);
    const number = () => this.#number(names, depth - 1);
    if (choice < 0.4) return `(${number()} ${this.#pick(arithmetic)} ${number()})`;
    if (choice < 0.55) return `(${number()} ${this.#pick(bitwise)} ${number()})`;
    if (choice < 0.72)
      return this.#chance(0.8) ? this.#element(names) : `m.get(${this.#index(names)}, ${this.#index(names)})`;
    if (choice < 0.8) return `Math.${this.#pick(maths)}(${number()})`;
    if (choice < 0.85)
      return this.#chance(0.7)
        ? `Math.${this.#pick(["min", "max", "imul"])}(${number()}, ${number()})`
        : `mix(${number()}, ${number()})`;
    if (choice < 0.9) return `(${this.#condition(names, depth - 1)} ? ${number()} : ${number()})`;
    if (choice < 0.93) return `(${number()} ${this.#pick(["&&", "||"])} ${number()})`;
    if (choice < 0.96 && names.assignable.length > 0) return `(${this.#assignment(names, depth - 1)})`;
    return this.#pick([
      `(- ${number()})`,
      `(~${number()})`,
      `(+ ${this.#boolean(names, depth - 1)})`,
      `out.length`,
      `m.shape[1]`,
    ]);
  }

  #condition(names: Names, depth: number): string {
    return this.#chance(0.85) ? this.#boolean(names, depth) : this.#number(names, depth);
  }

  #boolean(names: Names, depth: number): string {
    if (depth === 0 || this.#chance(0.1)) return this.#pick([...names.booleans, "true", "false"]);
    const choice = this.#random();
    if (choice < 0.7)
      return `(${this.#number(names, depth - 1)} ${this.#pick(comparisons)} ${this.#number(names, depth - 1)})`;
    if (choice < 0.9)
      return `(${this.#boolean(names, depth - 1)} ${this.#pick(["&&", "||"])} ${this.#boolean(names, depth - 1)})`;
    return `!${this.#boolean(names, depth - 1)}`;
  }
}
