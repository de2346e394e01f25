import { njit, prange } from "@mp/prange";

const integral = njit(
  (n: number): number => {
    let sum = 0;
    for (const i of prange(n)) {
      const x = (i + 0.5) / n;
      sum += 4 / (1 + x * x);
    }
    return sum / n;
  },
  { parallel: true },
);

console.log(integral(1_000_000).toFixed(10));
