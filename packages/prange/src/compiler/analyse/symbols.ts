// The symbols that indices are made of: numbers that are the same in all iterations of a loop, and numbers that differ.

import { add, constant, factors, join, type Polynomial, substitute, symbol, zero } from "./polynomial.ts";

/** A symbol whose value may differ from one iteration, or round of an inner loop, to the next. */
interface Varying {
  /** Its least and greatest value, in symbols that are the same for all iterations; undefined where nothing is known. */
  readonly lo: Polynomial | undefined;
  readonly hi: Polynomial | undefined;
  readonly integer: boolean;
}

/** The symbols of one parallel loop, and what is known of them. */
export class Symbols {
  #count = 0;
  readonly #keyed = new Map<unknown, number>();
  readonly #least = new Map<number, number>();
  readonly #fractions = new Set<number>();
  readonly #varying = new Map<number, Varying>();

  /** The symbol that stands for `key`, the same in all iterations, not less than `least`, and an integer if it is `whole`. */
  fixed(key: unknown, least: number, whole = true): Polynomial {
    let id = this.#keyed.get(key);
    if (id === undefined) {
      id = this.#count++;
      this.#keyed.set(key, id);
      if (!whole) this.#fractions.add(id);
      if (least > -Infinity) this.#least.set(id, least);
    }
    return symbol(id);
  }

  /** The keys of the symbols that do not vary, in `polynomials` and in what bounds their other symbols. */
  keysIn(polynomials: readonly Polynomial[]): ReadonlySet<unknown> {
    const ids = new Set<number>();
    const visit = (polynomial: Polynomial | undefined) => {
      for (const id of [...(polynomial?.keys() ?? [])].flatMap(factors)) {
        if (ids.has(id)) continue;
        ids.add(id);
        const known = this.#varying.get(id);
        visit(known?.lo);
        visit(known?.hi);
      }
    };
    polynomials.forEach(visit);
    return new Set([...this.#keyed].filter(([, id]) => ids.has(id)).map(([key]) => key));
  }

  /** A new symbol that varies. */
  varying(known: Varying): number {
    const id = this.#count++;
    this.#varying.set(id, known);
    return id;
  }

  /** What is known of a symbol that varies; undefined for the others. */
  variation(id: number): Varying | undefined {
    return this.#varying.get(id);
  }

  /** Whether a symbol may stand for a fraction. */
  isFraction(id: number): boolean {
    return this.#fractions.has(id);
  }

  /** The symbols of `a` that vary. */
  varyingIn(a: Polynomial): ReadonlySet<number> {
    return new Set([...a.keys()].flatMap(factors).filter((id) => this.#varying.has(id)));
  }

  /** The greatest value of `a` in symbols that do not vary; undefined if that cannot be said. */
  greatest(a: Polynomial): Polynomial | undefined {
    let bound: Polynomial = zero;
    for (const [product, count] of a) {
      const ids = factors(product);
      const varying = ids.filter((id) => this.#varying.has(id));
      if (varying.length === 0) {
        bound = add(bound, new Map([[product, count]]));
        continue;
      }
      const others = ids.filter((id) => !this.#varying.has(id));
      const { lo, hi } = this.#varying.get(varying[0]!)!;
      const extreme = count > 0 ? hi : lo;
      if (varying.length > 1 || extreme === undefined || !others.every((id) => (this.#least.get(id) ?? -1) >= 0))
        return undefined;
      for (const [inner, times] of extreme) {
        bound = add(bound, new Map([[join([...others, ...factors(inner)]), times * count]]));
      }
    }
    return bound;
  }

  /**
   * Whether `a`, whose symbols do not vary, is at least `least` wherever all of `facts` are at least 0.
   *
   * Sound, and not complete: it tries what indices need.
   */
  isAtLeast(a: Polynomial, least: number, facts: readonly Polynomial[]): boolean {
    const bounds = new Map(this.#least);
    for (const fact of facts) {
      const [id, bound] = lowerBound(fact) ?? [];
      if (id !== undefined && bound! > (bounds.get(id) ?? -Infinity)) bounds.set(id, bound!);
    }
    const holds = (polynomial: Polynomial): boolean => {
      let shifted = polynomial;
      for (const id of new Set([...polynomial.keys()].flatMap(factors))) {
        const bound = bounds.get(id);
        if (bound === undefined) return false;
        shifted = substitute(shifted, id, add(symbol(id), constant(bound)));
      }
      return [...shifted.values()].every((count) => count >= 0);
    };
    const goal = add(a, constant(least), -1);
    if (holds(goal)) return true;
    return facts.some((fact, index) => {
      const once = add(goal, fact, -1);
      return holds(once) || facts.slice(index).some((other) => holds(add(once, other, -1)));
    });
  }
}

/** For `count * x + c >= 0` with a positive count: the symbol x and its least value. */
function lowerBound(fact: Polynomial): [id: number, bound: number] | undefined {
  const terms = [...fact].filter(([product]) => product !== "");
  const [product, count] = terms[0] ?? ["", 0];
  if (terms.length !== 1 || count <= 0 || factors(product).length !== 1) return undefined;
  return [Number(product), -(fact.get("") ?? 0) / count];
}
