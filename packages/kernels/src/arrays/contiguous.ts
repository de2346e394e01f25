// Copies between strided views and flat memory in C order.

import { elementCount } from "./shape.ts";
import type { Strided } from "./strided.ts";

/** Calls `visit(offset)` with the offset of every run along the last axis, in C order. */
function forEachRow(view: Pick<Strided, "shape" | "stride" | "offset">, visit: (offset: number) => void): void {
  const { shape, stride } = view;
  const outer = shape.length - 1;
  if (elementCount(shape) === 0) return;
  const index = new Array<number>(outer).fill(0);
  let offset = view.offset;
  for (;;) {
    visit(offset);
    let axis = outer - 1;
    for (; axis >= 0; axis--) {
      offset += stride[axis] as number;
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (shape[axis] as number)) break;
      offset -= (stride[axis] as number) * (shape[axis] as number);
      index[axis] = 0;
    }
    if (axis < 0) return;
  }
}

/** Writes the elements of `view` in C order to `target`, from `target[0]` on. */
export function copyToContiguous(view: Strided, target: Float64Array): void {
  const { data, shape, stride } = view;
  if (shape.length === 0) {
    target[0] = data[view.offset] as number;
    return;
  }
  const length = shape.at(-1) as number;
  const step = stride.at(-1) as number;
  let next = 0;
  forEachRow(view, (offset) => {
    for (let i = 0; i < length; i++) target[next + i] = data[offset + i * step] as number;
    next += length;
  });
}

/** The elements of `view` in C order, always in memory of their own. */
export function toContiguous(view: Strided): Float64Array {
  const copy = new Float64Array(elementCount(view.shape));
  copyToContiguous(view, copy);
  return copy;
}

/** Writes values in C order through a strided view. */
export function copyFromContiguous(
  values: Float64Array,
  view: { data: { [index: number]: number }; shape: readonly number[]; stride: readonly number[]; offset: number },
): void {
  const { data, shape, stride } = view;
  if (shape.length === 0) {
    data[view.offset] = values[0] as number;
    return;
  }
  const length = shape.at(-1) as number;
  const step = stride.at(-1) as number;
  let next = 0;
  forEachRow(view, (offset) => {
    for (let i = 0; i < length; i++) data[offset + i * step] = values[next + i] as number;
    next += length;
  });
}
