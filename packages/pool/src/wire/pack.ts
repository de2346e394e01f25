// Arrays of numbers as one Float64Array: a memory copy, where structured clone would visit each element.

/** A list as it crosses: packed when every element is a number, which a double holds exactly (-0 and NaN included). */
type PackedList = Float64Array | unknown[];

/** Below this length the clone of a plain array is as fast. */
const worthwhile = 16;

export const pack = (values: readonly unknown[], start = 0, stop = values.length): PackedList => {
  const length = stop - start;
  if (length >= worthwhile && typeof values[start] === "number" && typeof values[stop - 1] === "number") {
    const packed = new Float64Array(length);
    for (let index = 0; ; index += 1) {
      if (index === length) return packed;
      const value = values[start + index];
      if (typeof value !== "number") break;
      packed[index] = value;
    }
  }
  return values.slice(start, stop);
};
