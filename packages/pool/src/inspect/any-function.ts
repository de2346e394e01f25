// The type of whatever can be called or constructed.

/** Classes count too, and have no call signature in common. */
export type AnyFunction = Function;
