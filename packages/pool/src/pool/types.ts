// Types of functions and of what they give, as the pool's methods infer them.

/** Any function that can be called by a worker. */
// biome-ignore lint/suspicious/noExplicitAny: parameters are contravariant: only `any` accepts every function
export type AnyCall = (...args: any[]) => unknown;

/** Items of a map, from an iterable or an async one. */
export type Items<T> = Iterable<T> | AsyncIterable<T>;
