// Whether the arguments of a call share memory in a way that makes iterations meet which the compiler kept apart.

import type { ArgType, Program } from "./compiler/program.ts";
import type { ByteRange } from "./marshal.ts";
import type { NdArrayLike, TypedArray } from "./specialise.ts";

/** Whether a parallel call would be a race: an argument is written that overlaps with itself or another one. */
export function overlaps(
  args: readonly unknown[],
  types: readonly ArgType[],
  writes: readonly boolean[],
  inPlace: NonNullable<Program["inPlace"]>,
  ranges: readonly (ByteRange | undefined)[],
): boolean {
  const arrays = types.flatMap((type, index) => {
    const range = ranges[index];
    return range === undefined ? [] : [{ index, range, layout: layoutOf(args[index], type) }];
  });
  return arrays.some(
    ({ index, range, layout }) =>
      writes[index] &&
      (meetsItself(layout) ||
        arrays.some((other) => {
          if (other.index === index || !meet(range, layout, other.range, other.layout)) return false;
          const same = range.address === other.range.address && isSame(layout, other.layout);
          return !(same && inPlace.some((pair) => pair.includes(index) && pair.includes(other.index)));
        })),
  );
}

/** How the elements of an array lie in memory: strides in elements. */
interface Layout {
  readonly bytes: number;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
}

function layoutOf(value: unknown, type: ArgType): Layout {
  if (type.kind === "ndarray") {
    const { data, shape, stride } = value as NdArrayLike;
    return { bytes: data.BYTES_PER_ELEMENT, shape, stride };
  }
  const { BYTES_PER_ELEMENT, length } = value as TypedArray;
  return { bytes: BYTES_PER_ELEMENT, shape: [length], stride: [1] };
}

function isSame(a: Layout, b: Layout): boolean {
  return a.bytes === b.bytes && String(a.shape) === String(b.shape) && String(a.stride) === String(b.stride);
}

/** Whether two indices may be one element: a stride of 0, or one that does not step over the axes below it. */
function meetsItself({ shape, stride }: Layout): boolean {
  const axes = shape.map((length, axis) => ({ length, step: Math.abs(stride[axis]!) })).filter((a) => a.length > 1);
  axes.sort((a, b) => a.step - b.step);
  let reach = 0;
  for (const { length, step } of axes) {
    if (step <= reach) return true;
    reach += step * (length - 1);
  }
  return false;
}

function meet(a: ByteRange, first: Layout, b: ByteRange, second: Layout): boolean {
  if (a.end <= b.start || b.end <= a.start) return false;
  if (first.bytes !== second.bytes) return true;
  // The planes of one array, such as the real and the imaginary parts, have turns: they never meet.
  const turn = [first, second].reduce((all, { shape, stride }) => {
    return stride.reduce(
      (divisor, step, axis) => (shape[axis]! > 1 ? commonDivisor(divisor, Math.abs(step)) : divisor),
      all,
    );
  }, 0);
  const apart = (a.address - b.address) / first.bytes;
  return turn === 0 ? apart === 0 : apart % turn === 0;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
