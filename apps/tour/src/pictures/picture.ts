// Grey pictures as matrices: brightness from 0 to 255, `(rows, columns)`.

import ndarray from "ndarray";
import type { Matrix } from "../inputs.ts";

/** An image as decoded: four bytes a pixel, red, green, blue and opacity, row after row. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8Array;
}

/** A pixel's brightness by the weights of ITU-R BT.709, on a black ground where it is transparent. */
export const toGrey = ({ width, height, data }: Pixels): Matrix => {
  const grey = new Float64Array(width * height);
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const [red, green, blue, opacity] = data.subarray(pixel * 4, pixel * 4 + 4);
    grey[pixel] = ((0.2126 * red! + 0.7152 * green! + 0.0722 * blue!) * opacity!) / 255;
  }
  return ndarray(grey, [height, width]);
};

/** Grey pixels, with `low` as black and `high` as white. */
export const toPixels = (matrix: Matrix, low: number, high: number): Pixels => {
  const [height, width] = matrix.shape as [number, number];
  const data = new Uint8Array(width * height * 4);
  const scale = high > low ? 255 / (high - low) : 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const grey = Math.round((matrix.get(row, column) - low) * scale);
      data.fill(Math.min(255, Math.max(0, grey)), (row * width + column) * 4, (row * width + column) * 4 + 3);
      data[(row * width + column) * 4 + 3] = 255;
    }
  }
  return { width, height, data };
};

/** The picture less its mean: what is left correlates by its pattern and not by its brightness. */
export const withoutMean = (matrix: Matrix): Matrix => {
  const values = Float64Array.from(matrix.data);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return ndarray(
    values.map((value) => value - mean),
    [...matrix.shape],
  );
};

/** Makes a picture smaller by averaging squares of pixels, until no side is longer than `longest`. */
export const reduce = (matrix: Matrix, longest: number): Matrix => {
  const [rows, columns] = matrix.shape as [number, number];
  const square = Math.ceil(Math.max(rows, columns) / longest);
  if (square <= 1) return matrix;
  const reduced = ndarray(new Float64Array(Math.ceil(rows / square) * Math.ceil(columns / square)), [
    Math.ceil(rows / square),
    Math.ceil(columns / square),
  ]);
  for (let top = 0; top < rows; top += square) {
    for (let left = 0; left < columns; left += square) {
      const bottom = Math.min(rows, top + square);
      const right = Math.min(columns, left + square);
      let sum = 0;
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) sum += matrix.get(row, column);
      }
      reduced.set(top / square, left / square, sum / ((bottom - top) * (right - left)));
    }
  }
  return reduced;
};
