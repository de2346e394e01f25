// Whether two graphs say the same: then what a worker has need not be sent again.

import type { LiveGraph } from "./pack.ts";

/** Compares values by what they contain, and shared things by identity. */
export const sameGraph = (one: LiveGraph, other: LiveGraph): boolean => {
  const seen = new Map<object, object>();
  if (one.parts.length !== other.parts.length || !same(one.root, other.root, seen)) return false;
  return one.parts.every((part, index) => {
    const twin = other.parts[index]!;
    if (part.kind === "live") return twin.kind === "live" && part.object === twin.object;
    return same(part, twin, seen);
  });
};

const same = (one: unknown, other: unknown, seen: Map<object, object>): boolean => {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  // A cycle, or one object in two places: it has to be so in both.
  if (seen.has(one)) return seen.get(one) === other;
  if (Object.prototype.toString.call(one) !== Object.prototype.toString.call(other)) return false;
  seen.set(one, other);
  if (ArrayBuffer.isView(one) || one instanceof ArrayBuffer) return sameBytes(one, other as typeof one);
  if (Array.isArray(one)) return sameLists(one, other as unknown[], seen);
  if (one instanceof Map) return sameLists([...one], [...(other as Map<unknown, unknown>)], seen);
  if (one instanceof Set) return sameLists([...one], [...(other as Set<unknown>)], seen);
  if (one instanceof Date) return Object.is(one.getTime(), (other as Date).getTime());
  if (one instanceof RegExp) return String(one) === String(other);
  // Anything else that is not made of properties, as a Blob: sent again, to be sure.
  if (Object.prototype.toString.call(one) !== "[object Object]") return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every(
    (key) =>
      Object.hasOwn(other, key) &&
      same((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key], seen),
  );
};

const sameLists = (one: unknown[], other: unknown[], seen: Map<object, object>): boolean =>
  one.length === other.length && one.every((item, index) => same(item, other[index], seen));

/** The words of a buffer, or its bytes where it is not made of whole ones. */
const wordsOf = (value: ArrayBufferView | ArrayBuffer): Int32Array | Uint8Array => {
  const [buffer, offset] = ArrayBuffer.isView(value) ? [value.buffer, value.byteOffset] : [value, 0];
  const { byteLength } = value;
  if (offset % 4 === 0 && byteLength % 4 === 0) return new Int32Array(buffer, offset, byteLength / 4);
  return new Uint8Array(buffer, offset, byteLength);
};

const sameBytes = (one: ArrayBufferView | ArrayBuffer, other: ArrayBufferView | ArrayBuffer): boolean => {
  if (one.byteLength !== other.byteLength) return false;
  const [left, right] = [wordsOf(one), wordsOf(other)];
  // One is aligned and the other is not: rare, and sent again.
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index += 1) if (left[index] !== right[index]) return false;
  return true;
};
