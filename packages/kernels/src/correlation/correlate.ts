// Correlation of two matrices in all modes, boundaries and methods.

import type { NdArray } from "ndarray";
import { toContiguous } from "../arrays/contiguous.ts";
import { checkChoice, checkOptions } from "../arrays/options.ts";
import { checkOut, newResult, writeOut } from "../arrays/result.ts";
import { formatShape } from "../arrays/shape.ts";
import { strided } from "../arrays/strided.ts";
import { typeName } from "../arrays/type-name.ts";
import type { ArrayInput } from "../types.ts";
import { correlateOnTorus, giveBackTorus, torusOf } from "./by-transform.ts";
import { circleOf } from "./circle.ts";
import { directCost, transformCost } from "./cost.ts";
import { correlateDirectly } from "./direct.ts";
import { correlationErrorBound } from "./error-bound.ts";
import { type CorrelateBoundary, type CorrelateMode, type Frame, frameOf } from "./frame.ts";
import { allFinite, allIntegers, type Matrix, norm } from "./matrix.ts";

export interface CorrelateOptions {
  /**
   * `"full"`: every overlap, `(M + K - 1, N + L - 1)`; `"same"`: the part of it centred on `a`, `(M, N)`;
   * `"valid"`: only where one input lies within the other, `(M - K + 1, N - L + 1)`.
   * @default "full"
   */
  mode?: CorrelateMode;
  /**
   * What stands outside of `a`: `"fill"`: the fill value; `"wrap"`: `a` again; `"symm"`: its mirror image.
   * @default "fill"
   */
  boundary?: CorrelateBoundary;
  /**
   * What `a` is surrounded with for `boundary: "fill"`.
   * @default 0
   */
  fillvalue?: number;
  /**
   * `"direct"`: by the definition; `"fft"`: by transforms, whose error is relative to the norms of the inputs;
   * `"auto"`: the one that is estimated to be faster, and direct where the other could not give the right answer:
   * for infinities and NaN, and for integers too large to come out exact.
   * @default "auto"
   */
  method?: "auto" | "direct" | "fft";
  /** Where the result goes: a float64 or float32 ndarray of the result's shape. */
  out?: NdArray;
}

/** A correlation with all of its choices made. */
interface Task {
  readonly a: Matrix;
  readonly b: Matrix;
  readonly rowFrame: Frame;
  readonly columnFrame: Frame;
  readonly boundary: CorrelateBoundary;
  readonly fillvalue: number;
}

/** @param name the public function, for messages */
export function correlate(name: string, a: ArrayInput, b: ArrayInput, options: CorrelateOptions): NdArray {
  checkOptions(name, options, ["mode", "boundary", "fillvalue", "method", "out"]);
  const { mode = "full", boundary = "fill", fillvalue = 0, method = "auto", out } = options;
  checkChoice(name, "mode", mode, ["full", "same", "valid"]);
  checkChoice(name, "boundary", boundary, ["fill", "wrap", "symm"]);
  checkChoice(name, "method", method, ["auto", "direct", "fft"]);
  if (typeof fillvalue !== "number") {
    throw new TypeError(`${name}: fillvalue must be a number, got ${typeName(fillvalue)}`);
  }

  const first = matrixOf(name, "a", a);
  const second = b === a ? first : matrixOf(name, "b", b);
  const isSwapped = mode === "valid" && !contains(first, second);
  if (isSwapped && !contains(second, first)) {
    throw new RangeError(
      `${name}: in mode "valid" one input must be at least as large as the other on both axes, got ${shapes(first, second)}`,
    );
  }
  const [within, taps] = isSwapped ? [second, first] : [first, second];
  const rowFrame = frameOf(within.rows, taps.rows, mode);
  const columnFrame = frameOf(within.columns, taps.columns, mode);
  const shape = [rowFrame.outputs, columnFrame.outputs];
  if (rowFrame.outputs < 0 || columnFrame.outputs < 0) {
    throw new RangeError(`${name}: the full correlation of two empty axes has no length, got ${shapes(first, second)}`);
  }
  if (boundary !== "fill" && within.values.length === 0 && rowFrame.outputs * columnFrame.outputs > 0) {
    throw new RangeError(`${name}: boundary "${boundary}" needs elements to repeat, got ${shapes(first, second)}`);
  }
  if (out !== undefined) checkOut(`${name}: out`, out, shape);

  const task = { a: within, b: taps, rowFrame, columnFrame, boundary, fillvalue: boundary === "fill" ? fillvalue : 0 };
  const values = method === "direct" ? directly(task) : (byTransform(task, method === "fft") ?? directly(task));
  // Exchanged inputs give the correlation read backwards.
  if (isSwapped) values.reverse();
  return out === undefined ? newResult(values, shape) : writeOut(values, out);
}

function directly({ a, b, rowFrame, columnFrame, boundary, fillvalue }: Task): Float64Array {
  return correlateDirectly(a, b, rowFrame, columnFrame, boundary, fillvalue);
}

/** Undefined where the direct way is better, unless `isForced`. */
function byTransform(task: Task, isForced: boolean): Float64Array | undefined {
  const { a, b, rowFrame, columnFrame, boundary, fillvalue } = task;
  const outputs = rowFrame.outputs * columnFrame.outputs;
  if (outputs === 0 || a.values.length === 0 || b.values.length === 0) return undefined;
  const rowCircle = circleOf(rowFrame, boundary);
  const columnCircle = circleOf(columnFrame, boundary);
  const transforms = a === b ? 2 : 3;
  if (!isForced) {
    const points = rowCircle.points * columnCircle.points;
    if (directCost(outputs, b.values.length) <= transformCost(points, transforms)) return undefined;
    if (!Number.isFinite(fillvalue) || !allFinite(a.values) || !allFinite(b.values)) return undefined;
  }
  const torus = torusOf(a, b, rowCircle, columnCircle, fillvalue);
  const normA = norm(torus.a);
  const normB = torus.b === torus.a ? normA : norm(torus.b);
  const isExact = correlationErrorBound(torus.rows, torus.columns, normA, normB) < 0.25;
  const isInteger = Number.isInteger(fillvalue) && allIntegers(a.values) && allIntegers(b.values);
  if (!isForced && (!Number.isFinite(normA * normB) || (isInteger && !isExact))) return undefined;
  const values = correlateOnTorus(torus, rowFrame, columnFrame, rowCircle.origin, columnCircle.origin);
  giveBackTorus(torus);
  if (isInteger && isExact) {
    // Adding 0 turns a rounded -0 into 0.
    for (let i = 0; i < values.length; i++) values[i] = Math.round(values[i]!) + 0;
  }
  return values;
}

function matrixOf(name: string, argument: string, x: ArrayInput): Matrix {
  const view = strided(`${name}: ${argument}`, x);
  const [rows, columns] = view.shape;
  if (view.shape.length !== 2 || rows === undefined || columns === undefined) {
    throw new RangeError(`${name}: ${argument} must have two axes, got shape ${formatShape(view.shape)}`);
  }
  return { values: toContiguous(view), rows, columns };
}

function contains(outer: Matrix, inner: Matrix): boolean {
  return outer.rows >= inner.rows && outer.columns >= inner.columns;
}

function shapes(a: Matrix, b: Matrix): string {
  return `a of shape ${formatShape([a.rows, a.columns])} and b of shape ${formatShape([b.rows, b.columns])}`;
}
