// Arguments as compiled code takes them: numbers and heap addresses. What is not in the heap is copied in, and back.

import { blockOf, heap, isHeapBuffer, words } from "@mp/sync/internal";
import type { ArgType } from "./compiler/program.ts";
import type { NdArrayLike, TypedArray } from "./specialise.ts";
import { spanOfNdArray } from "./strides.ts";

/** The arguments of one call. */
export interface Marshalled {
  /** What the kernel's main function is called with. */
  readonly flat: readonly number[];
  /** Where each argument is in the heap; undefined for numbers and for arrays without elements. */
  ranges(): readonly (ByteRange | undefined)[];
  /** Bytes copied into the heap. */
  readonly bytesIn: number;
  /** Copies written arguments back. Returns the number of bytes. */
  copyBack(): number;
  /** Gives the copies' memory back. Not before the last thread has finished with them. */
  release(): void;
}

/** Heap addresses: of an argument's element 0, and of the bytes from its first to behind its last. */
export interface ByteRange {
  readonly address: number;
  readonly start: number;
  readonly end: number;
}

/** The bytes of a buffer outside the heap that an argument spans. */
interface Span {
  readonly buffer: ArrayBufferLike;
  readonly start: number;
  readonly end: number;
  readonly written: boolean;
}

/** A piece of such a buffer while it is in the heap. */
interface Copy {
  readonly start: number;
  readonly end: number;
  readonly address: number;
}

const ALIGNMENT = 16;

/**
 * Turns arguments into numbers.
 *
 * Arguments that share a buffer are copied as one piece, so that they overlap in the heap as they do outside.
 *
 * @param writes - for each argument, whether the program writes into it
 * @throws RangeError if an ndarray reaches beyond its data
 */
export function marshal(args: readonly unknown[], types: readonly ArgType[], writes: readonly boolean[]): Marshalled {
  const spans = spansOutside(args, types, writes);
  const copies = copyIn(spans);
  const flat: number[] = [];
  for (const [index, type] of types.entries()) flatten(args[index], type, copies, flat);
  let bytesIn = 0;
  for (const { start, end } of copies.values()) bytesIn += end - start;
  return {
    flat,
    ranges: () => types.map((type, index) => rangeOf(args[index], type, index, copies)),
    bytesIn,
    copyBack: () => copyBack(spans, copies),
    release: () => {
      for (const { address } of copies.values()) heap.free(address);
    },
  };
}

function spansOutside(args: readonly unknown[], types: readonly ArgType[], writes: readonly boolean[]): Span[] {
  const spans: Span[] = [];
  for (const [index, type] of types.entries()) {
    if (type.kind === "scalar") continue;
    const value = args[index] as TypedArray | NdArrayLike;
    const array = type.kind === "array" ? (value as TypedArray) : (value as NdArrayLike).data;
    const [first, count] = type.kind === "array" ? [0, array.length] : spanOfNdArray(value as NdArrayLike, index);
    if (count === 0 || isInHeap(array.buffer)) continue;
    const start = array.byteOffset + first * array.BYTES_PER_ELEMENT;
    const end = start + count * array.BYTES_PER_ELEMENT;
    spans.push({ buffer: array.buffer, start, end, written: writes[index] === true });
  }
  return spans;
}

function isInHeap(buffer: ArrayBufferLike): boolean {
  if (!isHeapBuffer(buffer)) return false;
  // Throws for an array that was disposed: its memory may be another's by now.
  blockOf(buffer);
  return true;
}

function copyIn(spans: readonly Span[]): ReadonlyMap<ArrayBufferLike, Copy> {
  const limits = new Map<ArrayBufferLike, { start: number; end: number }>();
  for (const { buffer, start, end } of spans) {
    const limit = limits.get(buffer);
    limits.set(buffer, { start: Math.min(start, limit?.start ?? start), end: Math.max(end, limit?.end ?? end) });
  }
  const copies = new Map<ArrayBufferLike, Copy>();
  for (const [buffer, limit] of limits) {
    // From an aligned byte on, for the elements to be as aligned in the heap as they were in their buffer.
    const start = limit.start - (limit.start % ALIGNMENT);
    const { end } = limit;
    const address = heap.allocate(end - start, { align: ALIGNMENT, zero: false });
    copies.set(buffer, { start, end, address });
    new Uint8Array(words().buffer, address, end - start).set(new Uint8Array(buffer, start, end - start));
  }
  return copies;
}

function copyBack(spans: readonly Span[], copies: ReadonlyMap<ArrayBufferLike, Copy>): number {
  let bytes = 0;
  for (const { buffer, start, end, written } of spans) {
    if (!written) continue;
    const copy = copies.get(buffer)!;
    const source = new Uint8Array(words().buffer, copy.address + (start - copy.start), end - start);
    new Uint8Array(buffer, start, end - start).set(source);
    bytes += end - start;
  }
  return bytes;
}

function flatten(value: unknown, type: ArgType, copies: ReadonlyMap<ArrayBufferLike, Copy>, flat: number[]): void {
  switch (type.kind) {
    case "scalar":
      flat.push(Number(value));
      return;
    case "array": {
      const array = value as TypedArray;
      flat.push(addressIn(array, 0, copies), array.length);
      return;
    }
    case "ndarray": {
      const { data, offset, shape, stride } = value as NdArrayLike;
      flat.push(addressIn(data, offset, copies), ...shape, ...stride);
      return;
    }
  }
}

function rangeOf(
  value: unknown,
  type: ArgType,
  argument: number,
  copies: ReadonlyMap<ArrayBufferLike, Copy>,
): ByteRange | undefined {
  if (type.kind === "scalar") return undefined;
  const isView = type.kind === "ndarray";
  const data = isView ? (value as NdArrayLike).data : (value as TypedArray);
  const offset = isView ? (value as NdArrayLike).offset : 0;
  const [first, count] = isView ? spanOfNdArray(value as NdArrayLike, argument) : [0, data.length];
  if (count === 0) return undefined;
  const start = addressIn(data, first, copies);
  return { address: addressIn(data, offset, copies), start, end: start + count * data.BYTES_PER_ELEMENT };
}

function addressIn(array: TypedArray, element: number, copies: ReadonlyMap<ArrayBufferLike, Copy>): number {
  const byte = array.byteOffset + element * array.BYTES_PER_ELEMENT;
  const copy = copies.get(array.buffer);
  // Without a copy, the array is in the heap, where offsets are addresses, or has no elements and is never read.
  return copy === undefined ? byte : copy.address + (byte - copy.start);
}
