// Checks of arguments that every method makes, each with the value and what to do.

/** A whole number of at least 1. */
export const checkCount = (where: string, name: string, value: unknown): number => {
  if (typeof value === "number" && Number.isInteger(value) && value >= 1) return value;
  if (typeof value !== "number") {
    throw new TypeError(
      `${where}: ${name} must be a number, got ${describe(value)}; give a whole number of at least 1`,
    );
  }
  throw new RangeError(
    `${where}: ${name} must be a whole number of at least 1, got ${value}; leave it out for the default`,
  );
};

/** Each takes about 11 MB: far above any machine's cores, and below what ends the program out of memory. */
const mostWorkers = 1024;

/** A number of workers. */
export const checkWorkers = (where: string, name: string, value: unknown): number => {
  const count = checkCount(where, name, value);
  if (count <= mostWorkers) return count;
  throw new RangeError(
    `${where}: ${name} must be at most ${mostWorkers}, got ${count}; leave it out for one worker a processor`,
  );
};

export const checkFunction = (where: string, name: string, value: unknown): void => {
  if (typeof value === "function") return;
  throw new TypeError(
    `${where}: ${name} must be a function, got ${describe(value)}; pass the function itself, not its name or its result`,
  );
};

/** Milliseconds: not NaN, not negative. `undefined` is no limit. */
export const checkTimeout = (where: string, value: unknown): void => {
  if (value === undefined) return;
  if (typeof value !== "number") {
    throw new TypeError(
      `${where}: timeout must be a number of milliseconds, got ${describe(value)}; leave it out for no limit`,
    );
  }
  if (Number.isNaN(value) || value < 0) {
    throw new RangeError(`${where}: timeout must be at least 0 milliseconds, got ${value}; leave it out for no limit`);
  }
};

/** An `AbortSignal`, of whatever realm. */
export const checkSignal = (where: string, value: unknown): void => {
  if (value === undefined) return;
  const signal = value as Partial<AbortSignal> | null;
  if (typeof signal?.aborted === "boolean" && typeof signal.addEventListener === "function") return;
  const remedy =
    typeof (value as Partial<AbortController> | null)?.signal === "object"
      ? "pass its `signal`"
      : "pass the `signal` of an AbortController, or leave it out";
  throw new TypeError(`${where}: signal must be an AbortSignal, got ${describe(value)}; ${remedy}`);
};

export const describe = (value: unknown): string => {
  if (value === null) return "null";
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === "object") return `a value of type ${value.constructor?.name ?? "Object"}`;
  if (typeof value === "function") return `the function ${value.name || "without a name"}`;
  return String(value);
};
