// What the four public transforms share: reading the input, the checks, the scale, and where the result goes.

import { copyToContiguous } from "../arrays/contiguous.ts";
import { isNdArray, isTypedArray } from "../arrays/kinds.ts";
import { checkOptions } from "../arrays/options.ts";
import { checkOut, newResult, writeOut } from "../arrays/result.ts";
import { elementCount, formatShape, sameShape } from "../arrays/shape.ts";
import { type Strided, strided } from "../arrays/strided.ts";
import { typeName } from "../arrays/type-name.ts";
import type { ArrayInput, ComplexInput, ComplexNdArray } from "../types.ts";
import { type FftNorm, scaleOf } from "./norm.ts";

export interface FftOptions {
  /**
   * Which direction is scaled: the inverse (`"backward"`), the forward one (`"forward"`), or both (`"ortho"`).
   * @default "backward"
   */
  norm?: FftNorm;
  /** Where the result goes: float64 or float32 ndarrays of the input's shape. It may be the input. */
  out?: ComplexNdArray;
}

/** A transform of data in C order, in place and unscaled; `isReal` says that `im` is zero all over. */
type InPlace = (re: Float64Array, im: Float64Array, shape: readonly number[], isReal: boolean) => void;

/** @param axes how many of the last axes are transformed */
export function transform(
  name: string,
  axes: number,
  x: ArrayInput | ComplexInput,
  options: FftOptions,
  inverse: boolean,
  inPlace: InPlace,
): ComplexNdArray {
  checkOptions(name, options, ["norm", "out"]);
  const { norm = "backward", out } = options;
  const input = readComplex(name, x);
  const { shape } = input.re;
  if (shape.length < axes) {
    throw new RangeError(
      `${name}: x must have at least ${axes} ${axes === 1 ? "axis" : "axes"}, got shape ${formatShape(shape)}`,
    );
  }
  const points = elementCount(shape.slice(-axes));
  if (points === 0) {
    throw new RangeError(`${name}: axis length must be positive, got 0; x has shape ${formatShape(shape)}`);
  }
  const scale = scaleOf(name, norm, points, inverse);
  if (out !== undefined) checkComplexOut(name, out, shape);

  const re = new Float64Array(elementCount(shape));
  const im = new Float64Array(re.length);
  copyToContiguous(input.re, re);
  if (input.im !== undefined) copyToContiguous(input.im, im);
  inPlace(re, im, shape, input.im === undefined);
  if (scale !== 1) {
    for (let i = 0; i < re.length; i++) {
      re[i] = re[i]! * scale;
      im[i] = im[i]! * scale;
    }
  }
  if (out === undefined) return { re: newResult(re, shape), im: newResult(im, shape) };
  writeOut(re, out.re);
  writeOut(im, out.im);
  return out;
}

function readComplex(name: string, x: ArrayInput | ComplexInput): { re: Strided; im: Strided | undefined } {
  if (!isPair(x)) return { re: strided(`${name}: x`, x), im: undefined };
  const re = strided(`${name}: x.re`, x.re);
  const im = strided(`${name}: x.im`, x.im);
  if (!sameShape(re.shape, im.shape)) {
    throw new RangeError(
      `${name}: x.re has shape ${formatShape(re.shape)} and x.im has shape ${formatShape(im.shape)}; they must be equal`,
    );
  }
  return { re, im };
}

function isPair(x: ArrayInput | ComplexInput): x is ComplexInput {
  if (typeof x !== "object" || x === null || Array.isArray(x) || isTypedArray(x) || isNdArray(x)) return false;
  return "re" in x && "im" in x;
}

function checkComplexOut(name: string, out: ComplexNdArray, shape: readonly number[]): void {
  if (typeof out !== "object" || out === null || !("re" in out && "im" in out)) {
    throw new TypeError(`${name}: out must be { re, im }, two ndarrays, got ${typeName(out)}`);
  }
  checkOut(`${name}: out.re`, out.re, shape);
  checkOut(`${name}: out.im`, out.im, shape);
  if (out.re === out.im) throw new TypeError(`${name}: out.re and out.im must be different arrays`);
}
