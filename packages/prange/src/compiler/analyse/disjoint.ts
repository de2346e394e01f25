// Whether two accesses of different iterations can meet in one element, decided as for numbers in a mixed radix.

import { add, constant, factors, join, keyOf, multiply, numberIn, type Polynomial, scale, zero } from "./polynomial.ts";
import type { Symbols } from "./symbols.ts";

/** The loop whose iterations are compared. */
export interface Iterations {
  readonly symbols: Symbols;
  /** The symbol of the loop variable. */
  readonly variable: number;
  /** The greatest distance of two iterations. */
  readonly span: Polynomial;
}

/** What is known of two iterations in which two indices are the same. */
export interface Meeting {
  /** How much later the first one's iteration is than the second's, where that is one number. */
  readonly apart?: number;
  /** Whether the first one's iteration is the later one, or the earlier one, if it is not the same. */
  readonly order?: "later" | "earlier";
}

/**
 * One place of a number: `weight` times a digit, which is `steps * (i - i')` plus something of `[lo, hi]`, where i and i'
 * are the iterations of the two accesses.
 */
interface Place {
  readonly weight: Polynomial;
  steps: number;
  lo: Polynomial | undefined;
  hi: Polynomial | undefined;
  integer: boolean;
}

/**
 * When the index `a` in one iteration is the index `b` in another one: never (`"never"`), or what can be said.
 *
 * Their difference is a sum of places. A place that outweighs all others together must be 0 where the sum is 0; so place by
 * place, from the heaviest, until one cannot be 0, or says that the iterations are the same.
 */
export function meeting(iterations: Iterations, a: Polynomial, b: Polynomial): "never" | Meeting {
  const { symbols, span } = iterations;
  const places = placesOf(iterations, a, b);
  if (places === undefined) return {};
  const facts = factsOf(iterations, a, b);
  const atLeast = (polynomial: Polynomial | undefined, least: number) =>
    polynomial !== undefined && symbols.isAtLeast(polynomial, least, facts);
  let found: Meeting = {};
  while (places.length > 0) {
    const heaviest = places.findIndex((place) => place.integer && outweighs(place, places, span, atLeast));
    if (heaviest < 0) return found;
    const [{ steps, lo, hi }] = places.splice(heaviest, 1) as [Place];
    const negative = (polynomial: Polynomial | undefined) => polynomial && scale(polynomial, -1);
    if (steps === 0) {
      if (atLeast(lo, 1) || atLeast(negative(hi), 1)) return "never";
      continue;
    }
    if (lo === undefined || hi === undefined) continue;
    // steps is 1 or -1, so i - i' is what remains of the digit, with the sign turned.
    const [least, greatest] = steps > 0 ? [scale(hi, -1), scale(lo, -1)] : [lo, hi];
    if (least.size === 0 && greatest.size === 0) return "never";
    if (atLeast(add(least, span, -1), 1) || atLeast(add(scale(greatest, -1), span, -1), 1)) return "never";
    const apart = numberIn(least) === numberIn(greatest) ? numberIn(least) : undefined;
    const order = atLeast(least, 0) ? "later" : atLeast(scale(greatest, -1), 0) ? "earlier" : undefined;
    found = { apart, order };
  }
  return found;
}

function outweighs(
  place: Place,
  places: readonly Place[],
  span: Polynomial,
  atLeast: (polynomial: Polynomial, least: number) => boolean,
): boolean {
  let rest = place.weight;
  for (const other of places) {
    if (other === place) continue;
    const size = sizeOf(other, span, atLeast);
    if (size === undefined || !atLeast(other.weight, 0)) return false;
    rest = add(rest, multiply(other.weight, size), -1);
  }
  return atLeast(rest, 1);
}

/** A bound of a digit's absolute value. */
function sizeOf(
  { steps, lo, hi }: Place,
  span: Polynomial,
  atLeast: (polynomial: Polynomial, least: number) => boolean,
): Polynomial | undefined {
  if (lo === undefined || hi === undefined) return undefined;
  const own = steps === 0 ? zero : span;
  if (atLeast(add(hi, lo), 0)) return add(own, hi);
  if (atLeast(scale(add(hi, lo), -1), 0)) return add(own, lo, -1);
  return atLeast(hi, 0) && atLeast(scale(lo, -1), 0) ? add(add(own, hi), lo, -1) : undefined;
}

/** What holds wherever both accesses are made: no loop around them is empty, and there are two iterations. */
function factsOf({ symbols, span }: Iterations, a: Polynomial, b: Polynomial): Polynomial[] {
  const facts = [add(span, constant(1), -1)];
  for (const id of [...symbols.varyingIn(a), ...symbols.varyingIn(b)]) {
    const { lo, hi } = symbols.variation(id)!;
    if (lo !== undefined && hi !== undefined) facts.push(add(hi, lo, -1));
  }
  return facts;
}

/** `a - b` as places; undefined if a product has more than one symbol that varies, or fractions. */
function placesOf(iterations: Iterations, a: Polynomial, b: Polynomial): Place[] | undefined {
  const { symbols, variable } = iterations;
  const [first, second] = [split(symbols, a), split(symbols, b)];
  if (first === undefined || second === undefined) return undefined;
  const places = new Map<string, Place>();
  const put = (weight: Polynomial, digit: Omit<Place, "weight">) => {
    const [turned, sign] = positive(weight);
    const [lo, hi] = sign > 0 ? [digit.lo, digit.hi] : [digit.hi, digit.lo];
    const key = keyOf(turned);
    const place = places.get(key) ?? { weight: turned, steps: 0, lo: zero, hi: zero, integer: true };
    places.set(key, place);
    place.steps += sign * digit.steps;
    place.lo = place.lo && lo && add(place.lo, lo, sign);
    place.hi = place.hi && hi && add(place.hi, hi, sign);
    place.integer &&= digit.integer;
  };
  const step = first.weights.get(variable);
  const other = second.weights.get(variable);
  const together = step !== undefined && other !== undefined && keyOf(step) === keyOf(other);
  if (together) put(step, { steps: 1, lo: zero, hi: zero, integer: true });
  for (const [{ weights }, sign] of [
    [first, 1],
    [second, -1],
  ] as const) {
    for (const [id, weight] of weights) {
      if (together && id === variable) continue;
      put(scale(weight, sign), { ...symbols.variation(id)!, steps: 0 });
    }
  }
  const fixed = (weight: Polynomial, digit: number) => {
    if (digit !== 0) put(weight, { steps: 0, lo: constant(digit), hi: constant(digit), integer: true });
  };
  for (const [product, count] of add(first.rest, second.rest, -1)) {
    // As many whole steps of the loop as it has, and what remains.
    const each = together && step.size === 1 ? (step.get(product) ?? 0) : 0;
    const whole = each === 0 ? 0 : Math.trunc(count / each);
    if (whole !== 0) fixed(step!, whole);
    const remainder = count - whole * each;
    // A fraction makes no index; where it does, it is weighed as it is.
    if (Number.isInteger(remainder)) fixed(new Map([[product, 1]]), remainder);
    else fixed(new Map([[product, remainder]]), 1);
  }
  return [...places.values()];
}

/** The weight of each symbol of `a` that varies, and what varies with none. */
function split(
  symbols: Symbols,
  a: Polynomial,
): { weights: ReadonlyMap<number, Polynomial>; rest: Polynomial } | undefined {
  const weights = new Map<number, Polynomial>();
  let rest: Polynomial = zero;
  for (const [product, count] of a) {
    const ids = factors(product);
    const varying = ids.filter((id) => symbols.variation(id) !== undefined);
    if (varying.length > 1) return undefined;
    const [id] = varying;
    // Of fractional rows, whole multiples overlap: in (y * w + x) * 4 + c, the last x reaches beyond 4 * w.
    if (id !== undefined && ids.some((each) => symbols.isFraction(each)) && (ids.length > 2 || Math.abs(count) !== 1))
      return undefined;
    const weight = new Map([[join(ids.filter((each) => each !== id)), count]]);
    if (id === undefined) rest = add(rest, weight);
    else weights.set(id, add(weights.get(id) ?? zero, weight));
  }
  return { weights, rest };
}

/** A weight or its negative, so that both are one. */
function positive(weight: Polynomial): [weight: Polynomial, sign: number] {
  const last = [...weight.keys()].sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).at(-1) ?? "";
  return (weight.get(last) ?? 0) < 0 ? [scale(weight, -1), -1] : [weight, 1];
}
