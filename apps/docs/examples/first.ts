import { Pool } from "@mp/pool";

const isPrime = (n: number): boolean => {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return n > 1;
};

const size = 250_000;
const countPrimes = (start: number): number => {
  let count = 0;
  for (let n = start; n < start + size; n++) if (isPrime(n)) count++;
  return count;
};

await using pool = new Pool();
const counts = await pool.map(countPrimes, [0, size, 2 * size, 3 * size]);

const total = counts.reduce((a, b) => a + b);
console.log(counts);
console.log(`${total} primes below a million`);
