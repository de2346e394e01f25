// Runs a function's text interpreted and compiled on the same arguments, without the runtime: one thread, private memory.

import ndarray from "ndarray";
import { failureMessage } from "../../../src/compiler/failure-message.ts";
import {
  type ArgType,
  type CompileOptions,
  compile,
  type ElementType,
  type Program,
} from "../../../src/compiler/index.ts";
import { prange, range } from "../../../src/markers.ts";

type TypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

export type Argument = number | boolean | TypedArray | ndarray.NdArray<TypedArray>;

export type Options = Partial<CompileOptions> & {
  /** What free names stand for, beside prange, range and the globals. */
  scope?: Record<string, unknown>;
  /** Iterations that a parallel loop runs at once. */
  chunk?: number;
};

const elements: Record<string, ElementType> = {
  Int8Array: "int8",
  Uint8Array: "uint8",
  Uint8ClampedArray: "uint8c",
  Int16Array: "int16",
  Uint16Array: "uint16",
  Int32Array: "int32",
  Uint32Array: "uint32",
  Float32Array: "float32",
  Float64Array: "float64",
};

/** The function that `source` is, with `scope` around it. */
export function functionOf(source: string, scope: Record<string, unknown> = {}): (...args: Argument[]) => unknown {
  const names = { prange, range, ...scope };
  return new Function(...Object.keys(names), `"use strict"; return (${source});`)(...Object.values(names));
}

function typesOf(args: readonly Argument[]): ArgType[] {
  return args.map((arg): ArgType => {
    if (typeof arg === "number") return { kind: "scalar", type: "f64" };
    if (typeof arg === "boolean") return { kind: "scalar", type: "bool" };
    if (ArrayBuffer.isView(arg)) return { kind: "array", element: elements[arg.constructor.name]! };
    return { kind: "ndarray", element: elements[arg.data.constructor.name]!, rank: arg.shape.length };
  });
}

/** Compiles `source` for arguments of the types of `args`. */
export function compileFor(
  source: string,
  args: readonly Argument[] | readonly ArgType[],
  options: Options = {},
): Program {
  const { scope = {}, chunk: _, ...others } = options;
  const names: Record<string, unknown> = { prange, range, ...scope };
  const root = functionOf(source, scope);
  const types = args.every((arg) => typeof arg === "object" && "kind" in arg)
    ? (args as ArgType[])
    : typesOf(args as Argument[]);
  return compile({
    source,
    site: { line: 1, column: 1 },
    args: types,
    root,
    resolve: (name) => ({ found: name in names, value: names[name] }),
    sourceOf: (fn) => ({ source: String(fn), site: { line: 1, column: 1 } }),
    options: { parallel: false, boundscheck: true, fastmath: false, races: "error", ...others },
  });
}

/** A compiled function with memory of its own: arguments are copied in, and back. */
export function runnable(program: Program, options: Options = {}): (...args: Argument[]) => unknown {
  const memory = new WebAssembly.Memory({ initial: 64, maximum: 65536, shared: true });
  const { chunk = 7 } = options;
  const reserve = 16 + program.frameBytes + program.scratchBytes;
  const frame = 16;
  const scratch = frame + program.frameBytes;
  const env: WebAssembly.ModuleImports = {
    memory,
    fork: (k: number, lo: number, hi: number, at: number) => {
      const partials: number[] = [];
      for (let start = lo; start < hi; start += chunk) {
        const partial = heapEnd + partials.length * program.partialBytes;
        (exports[`region${k}`] as Function)(start, Math.min(start + chunk, hi), at, partial, scratch);
        partials.push(partial);
      }
      const combine = exports[`combine${k}`] as Function | undefined;
      if (combine) for (const partial of partials) combine(at, partial);
    },
    fail: (site: number, a: number, b: number) => {
      throw new RangeError(failureMessage(program.sites[site]!, a, b));
    },
  };
  for (const name of program.mathImports) env[`math_${name}`] = Math[name as "sin"];
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(program.bytes), { env });
  let heapEnd = 0;
  return (...args) => {
    let next = Math.ceil(reserve / 64) * 64;
    const buffers = new Map<ArrayBufferLike, number>();
    const place = (array: TypedArray): number => {
      let start = buffers.get(array.buffer);
      if (start === undefined) {
        start = next;
        buffers.set(array.buffer, start);
        next += Math.ceil(array.buffer.byteLength / 64) * 64;
        const missing = next + 2 ** 20 - memory.buffer.byteLength;
        if (missing > 0) memory.grow(Math.ceil(missing / 65536));
        new Uint8Array(memory.buffer, start, array.buffer.byteLength).set(new Uint8Array(array.buffer));
      }
      return start + array.byteOffset;
    };
    new Uint8Array(memory.buffer, frame, program.frameBytes).fill(0);
    const flat = args.flatMap((arg) => {
      if (typeof arg === "number") return [arg];
      if (typeof arg === "boolean") return [Number(arg)];
      if (ArrayBuffer.isView(arg)) return [place(arg), arg.length];
      return [place(arg.data) + arg.offset * arg.data.BYTES_PER_ELEMENT, ...arg.shape, ...arg.stride];
    });
    heapEnd = next;
    try {
      const result = (exports.main as Function)(frame, scratch, ...flat);
      return program.result === "bool" ? result !== 0 : result;
    } finally {
      for (const [buffer, start] of buffers) {
        new Uint8Array(buffer).set(new Uint8Array(memory.buffer, start, buffer.byteLength));
      }
    }
  };
}

/** Compiles and runs `source` on `args`, which it may change. */
export function runCompiled(source: string, args: readonly Argument[], options: Options = {}): unknown {
  return runnable(compileFor(source, args, options), options)(...args);
}

/** Copies of arguments, so that two runs start from the same. */
export function copyOf(args: readonly Argument[]): Argument[] {
  return args.map((arg) => {
    if (typeof arg !== "object") return arg;
    if (ArrayBuffer.isView(arg)) return arg.slice();
    return ndarray(arg.data.slice(), [...arg.shape], [...arg.stride], arg.offset);
  });
}
