// A kernel assembled by hand, for testing the team without the compiler.
//
// main(frame, scratch, target, n, bad, meeting, parties) -> f64
//   runs, for i in [0, n):  fail(7, i, n) if i === bad
//                           int32 at target + 4 * i += 1
//                           if meeting: add 1 to the int32 at meeting and spin until it is at least parties
//                           sum += 1 / (i + 1)
//   and returns the sum, a reduction

import type { KernelCode } from "../../src/team/kernel.ts";

const I32 = 0x7f;
const F64 = 0x7c;

/** The compiled form, as the runtime takes it. */
export function handMadeKernel(): KernelCode {
  return { bytes: assemble(), frameBytes: 32, scratchBytes: 64, partialBytes: 8, loops: 1, mathImports: [] };
}

// Offsets in the frame.
const TARGET = 0;
const N = 4;
const BAD = 8;
const MEETING = 12;
const PARTIES = 16;
const SUM = 24;

function assemble(): Uint8Array {
  const types = [
    signature([I32, I32, I32, I32], []),
    signature([I32, F64, F64], []),
    signature([I32, I32, I32, I32, I32, I32, I32], [F64]),
    signature([I32, I32, I32, I32, I32], []),
    signature([I32, I32], []),
  ];
  const imports = [
    [...text("env"), ...text("memory"), 0x02, 0x03, ...unsigned(1), ...unsigned(65_536)],
    [...text("env"), ...text("fork"), 0x00, 0],
    [...text("env"), ...text("fail"), 0x00, 1],
  ];
  const exported = ["main", "region0", "combine0"].map((name, index) => [...text(name), 0x00, index + 2]);
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, types),
    ...section(2, imports),
    ...section(3, [[2], [3], [4]]),
    ...section(7, exported),
    ...section(10, [main(), region(), combine()]),
  ]);
}

function main(): number[] {
  const spill = (offset: number, local: number) => [...get(0), ...get(local), ...store(offset)];
  return body(
    [],
    [
      ...spill(TARGET, 2),
      ...spill(N, 3),
      ...spill(BAD, 4),
      ...spill(MEETING, 5),
      ...spill(PARTIES, 6),
      ...get(0),
      ...f64(0),
      0x39,
      3,
      SUM,
      ...i32(0),
      ...i32(0),
      ...get(3),
      ...get(0),
      0x10,
      0,
      ...get(0),
      0x2b,
      3,
      SUM,
    ],
  );
}

function region(): number[] {
  const [i, frame, partial, address, sum] = [0, 2, 3, 5, 6];
  return body(
    [
      [1, I32],
      [1, F64],
    ],
    [
      0x02,
      0x40,
      0x03,
      0x40,
      // leave when i >= hi
      ...get(i),
      ...get(1),
      0x4e,
      0x0d,
      1,
      // if (i === bad) fail(7, i, n)
      ...get(i),
      ...load(frame, BAD),
      0x46,
      0x04,
      0x40,
      ...i32(7),
      ...get(i),
      0xb7,
      ...load(frame, N),
      0xb7,
      0x10,
      1,
      0x0b,
      // target[i] += 1
      ...load(frame, TARGET),
      ...get(i),
      ...i32(2),
      0x74,
      0x6a,
      0x22,
      address,
      ...get(address),
      0x28,
      2,
      0,
      ...i32(1),
      0x6a,
      0x36,
      2,
      0,
      // if (meeting) { atomic meeting += 1; while (atomic meeting < parties); }
      ...load(frame, MEETING),
      0x04,
      0x40,
      ...load(frame, MEETING),
      ...i32(1),
      0xfe,
      0x1e,
      2,
      0,
      0x1a,
      0x03,
      0x40,
      ...load(frame, MEETING),
      0xfe,
      0x10,
      2,
      0,
      ...load(frame, PARTIES),
      0x48,
      0x0d,
      0,
      0x0b,
      0x0b,
      // sum += 1 / (i + 1)
      ...get(sum),
      ...f64(1),
      ...get(i),
      0xb7,
      ...f64(1),
      0xa0,
      0xa3,
      0xa0,
      0x21,
      sum,
      // i += 1
      ...get(i),
      ...i32(1),
      0x6a,
      0x21,
      i,
      0x0c,
      0,
      0x0b,
      0x0b,
      ...get(partial),
      ...get(sum),
      0x39,
      3,
      0,
    ],
  );
}

function combine(): number[] {
  return body([], [...get(0), ...get(0), 0x2b, 3, SUM, ...get(1), 0x2b, 3, 0, 0xa0, 0x39, 3, SUM]);
}

function get(local: number): number[] {
  return [0x20, local];
}

function load(pointer: number, offset: number): number[] {
  return [...get(pointer), 0x28, 2, offset];
}

function store(offset: number): number[] {
  return [0x36, 2, offset];
}

function i32(value: number): number[] {
  return [0x41, value];
}

function f64(value: number): number[] {
  return [0x44, ...new Uint8Array(Float64Array.of(value).buffer)];
}

function body(locals: [count: number, type: number][], code: number[]): number[] {
  const bytes = [...unsigned(locals.length), ...locals.flat(), ...code, 0x0b];
  return [...unsigned(bytes.length), ...bytes];
}

function signature(parameters: number[], results: number[]): number[] {
  return [0x60, parameters.length, ...parameters, results.length, ...results];
}

function section(id: number, entries: number[][]): number[] {
  const bytes = [...unsigned(entries.length), ...entries.flat()];
  return [id, ...unsigned(bytes.length), ...bytes];
}

function text(value: string): number[] {
  return [value.length, ...new TextEncoder().encode(value)];
}

function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}
