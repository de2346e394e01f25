// Plain nested arrays, flattened: every row of an axis must have the same length.

import { isTypedArray } from "./kinds.ts";
import { formatShape } from "./shape.ts";
import { typeName } from "./type-name.ts";

/** Copies nested arrays into one Float64Array in C order. */
export function flattenNested(where: string, nested: readonly unknown[]): { data: Float64Array; shape: number[] } {
  const shape = shapeAlongFirst(nested);
  const data = new Float64Array(shape.reduce((product, length) => product * length, 1));
  let next = 0;

  const fill = (value: unknown, axis: number, path: string): void => {
    if (axis === shape.length) {
      if (typeof value !== "number" && typeof value !== "bigint") {
        if (isRow(value)) throw ragged(path, `an array of length ${value.length}`, "a number");
        throw new TypeError(`${where}${path} must be a number, got ${typeName(value)}`);
      }
      data[next++] = Number(value);
      return;
    }
    const length = shape[axis] as number;
    if (!isRow(value)) throw ragged(path, typeName(value), `an array of length ${length}`);
    if (value.length !== length) throw ragged(path, `length ${value.length}`, `length ${length}`);
    for (let i = 0; i < length; i++) fill(value[i], axis + 1, `${path}[${i}]`);
  };

  const ragged = (path: string, got: string, expected: string) =>
    new RangeError(
      `${where} is ragged: ${where.split(" ").at(-1)}${path} is ${got} where shape ${formatShape(shape)} has ${expected}`,
    );

  fill(nested, 0, "");
  return { data, shape };
}

function isRow(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || isTypedArray(value);
}

function shapeAlongFirst(nested: ArrayLike<unknown>): number[] {
  const shape: number[] = [];
  let row: unknown = nested;
  while (isRow(row)) {
    shape.push(row.length);
    row = row[0];
  }
  return shape;
}
