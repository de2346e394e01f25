// det: determinants, numpy.linalg.det.

import type { NdArray } from "ndarray";
import { checkOptions } from "./arrays/options.ts";
import { checkOut, newResult, writeOut } from "./arrays/result.ts";
import { elementCount, formatShape } from "./arrays/shape.ts";
import { type Strided, strided } from "./arrays/strided.ts";
import { detKernel } from "./det-kernel.ts";
import { luDeterminant } from "./lu.ts";
import type { ArrayInput } from "./types.ts";

export interface DetOptions {
  /** Where the determinants of a stack go: a float64 or float32 ndarray `(...)`. */
  out?: NdArray;
}

/**
 * The determinant of a matrix `(N, N)`, or those of a stack `(..., N, N)`, by LU decomposition with partial pivoting in
 * double precision. The determinant of a matrix `(0, 0)` is 1.
 *
 * A matrix gives a number, a stack a float64 ndarray `(...)`. TypeScript cannot tell them apart by the argument, so it
 * takes the first to be meant; for a stack write `det<NdArray>(stack)`, or give `out`. The matrix axes are the last
 * two: the matrices `tensor[:, :, i]` are `det<NdArray>(tensor.transpose(2, 0, 1))`, a view.
 *
 * In a loop compiled by `njit`, `det(a)` takes a matrix up to `(32, 32)`.
 *
 * @throws RangeError for matrices that are not square, and an `out` of another shape; TypeError for what is no array
 * @example
 * det([[1, 2], [3, 4]]) // => -2
 */
export function det<Out extends NdArray>(a: ArrayInput, options: { out: Out }): Out;
export function det<Result extends number | NdArray = number>(a: ArrayInput, options?: DetOptions): Result;
// Again, because TypeScript infers from the last overload when the function itself is an argument: pool.map(det, ...).
export function det(a: ArrayInput): number;
export function det(a: ArrayInput, options: DetOptions = {}): number | NdArray {
  checkOptions("det", options, ["out"]);
  const { out } = options;
  const stack = strided("det: a", a);
  const rank = stack.shape.length;
  const n = stack.shape[rank - 1];
  if (rank < 2 || n === undefined || stack.shape[rank - 2] !== n) {
    throw new RangeError(
      `det: a must be square in its last two axes, (..., N, N), got shape ${formatShape(stack.shape)}`,
    );
  }
  const shape = stack.shape.slice(0, -2);
  if (rank === 2 && out === undefined) return matrixDeterminant(stack, n);
  if (out !== undefined) checkOut("det: out", out, shape);
  const determinants = stackDeterminants(stack, shape, n);
  return out === undefined ? newResult(determinants, shape) : writeOut(determinants, out);
}

function matrixDeterminant(matrix: Strided, n: number): number {
  const work = new Float64Array(n * n);
  gather(matrix.data, matrix.offset, matrix.stride[0] as number, matrix.stride[1] as number, n, work);
  return luDeterminant(work, n);
}

function stackDeterminants(stack: Strided, shape: readonly number[], n: number): Float64Array {
  const determinants = new Float64Array(elementCount(shape));
  const work = new Float64Array(n * n);
  const [rowStride = 0, columnStride = 0] = stack.stride.slice(-2);
  const index = new Array<number>(shape.length).fill(0);
  let offset = stack.offset;
  for (let k = 0; k < determinants.length; k++) {
    gather(stack.data, offset, rowStride, columnStride, n, work);
    determinants[k] = luDeterminant(work, n);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const step = stack.stride[axis] as number;
      offset += step;
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (shape[axis] as number)) break;
      offset -= step * (shape[axis] as number);
      index[axis] = 0;
    }
  }
  return determinants;
}

function gather(
  data: ArrayLike<number>,
  offset: number,
  rowStride: number,
  columnStride: number,
  n: number,
  work: Float64Array,
): void {
  for (let i = 0; i < n; i++) {
    const row = offset + i * rowStride;
    for (let j = 0; j < n; j++) work[i * n + j] = data[row + j * columnStride] as number;
  }
}

Object.defineProperty(det, Symbol.for("mp.njit"), { value: detKernel });
