// What is known of an array's elements from their type, and how many bytes one takes.

import type { ElementType } from "../program.ts";
import { anyI32, anyNumber, integers, type NumberFacts } from "./number-facts.ts";

const facts: Readonly<Record<ElementType, NumberFacts>> = {
  int8: integers(-128, 127),
  uint8: integers(0, 255),
  uint8c: integers(0, 255),
  int16: integers(-32768, 32767),
  uint16: integers(0, 65535),
  int32: anyI32,
  uint32: integers(0, 2 ** 32 - 1),
  float32: anyNumber,
  float64: anyNumber,
  int64: anyNumber,
  uint64: anyNumber,
};

const logBytes: Readonly<Record<ElementType, number>> = {
  int8: 0,
  uint8: 0,
  uint8c: 0,
  int16: 1,
  uint16: 1,
  int32: 2,
  uint32: 2,
  float32: 2,
  float64: 3,
  int64: 3,
  uint64: 3,
};

/** The values that an element of this type can have. */
export function elementFacts(element: ElementType): NumberFacts {
  return facts[element];
}

/** The binary logarithm of an element's bytes: what an index is shifted by. */
export function elementShift(element: ElementType): number {
  return logBytes[element];
}
