// Polynomials over symbols: what an index is made of, as far as it is sums and products.

/** A sum of products: for each product of symbols, by their numbers in order (`"2*5"`; `""` is 1), how often it counts. */
export type Polynomial = ReadonlyMap<string, number>;

export const zero: Polynomial = new Map();

export function constant(value: number): Polynomial {
  return value === 0 ? zero : new Map([["", value]]);
}

/** The symbol of a number, by itself. */
export function symbol(id: number): Polynomial {
  return new Map([[String(id), 1]]);
}

/** `a + times * b`. */
export function add(a: Polynomial, b: Polynomial, times = 1): Polynomial {
  const sum = new Map(a);
  for (const [product, count] of b) {
    const total = (sum.get(product) ?? 0) + times * count;
    if (total === 0) sum.delete(product);
    else sum.set(product, total);
  }
  return sum;
}

export function scale(a: Polynomial, times: number): Polynomial {
  return add(zero, a, times);
}

export function multiply(a: Polynomial, b: Polynomial): Polynomial {
  let result = zero;
  for (const [left, count] of a) {
    const product = new Map([...b].map(([right, times]) => [join([...factors(left), ...factors(right)]), times]));
    result = add(result, product, count);
  }
  return result;
}

/** The symbols of a product, with repetitions. */
export function factors(product: string): number[] {
  return product === "" ? [] : product.split("*").map(Number);
}

/** The product of symbols. */
export function join(symbols: readonly number[]): string {
  return [...symbols].sort((a, b) => a - b).join("*");
}

/** The value of a polynomial without symbols, or undefined. */
export function numberIn(a: Polynomial): number | undefined {
  if (a.size === 0) return 0;
  return a.size === 1 ? a.get("") : undefined;
}

/** A text that equal polynomials share. */
export function keyOf(a: Polynomial): string {
  return [...a]
    .map(([product, count]) => `${count}:${product}`)
    .sort()
    .join(" ");
}

/** `a` with `value` in place of a symbol. */
export function substitute(a: Polynomial, id: number, value: Polynomial): Polynomial {
  let result = zero;
  for (const [product, count] of a) {
    let term = constant(count);
    for (const factor of factors(product)) term = multiply(term, factor === id ? value : symbol(factor));
    result = add(result, term);
  }
  return result;
}
