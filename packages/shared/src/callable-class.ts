// Classes that can be called without `new`, as Python's are.

/** A class that can be called. */
// biome-ignore lint/suspicious/noExplicitAny: any class, whatever its constructor takes
export function callableClass<C extends new (...args: any[]) => object>(type: C): C {
  return new Proxy(type, { apply: (target, _, args) => new target(...args) });
}
