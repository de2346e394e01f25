// The type of whatever can be called or constructed.

// biome-ignore lint/complexity/noBannedTypes: classes count too, and have no call signature in common
export type AnyFunction = Function;
