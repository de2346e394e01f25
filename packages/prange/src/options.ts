// What can be asked of a compilation.

/** Options of `njit`. */
export interface NjitOptions {
  /**
   * Whether the iterations of `prange` loops run on several threads.
   *
   * @default false
   */
  parallel?: boolean;
  /**
   * Whether an index out of range is a RangeError. Without the check, such a read or write touches other memory of the
   * program's heap.
   *
   * @default true
   */
  boundscheck?: boolean;
  /**
   * Leave to reorder floating-point arithmetic.
   *
   * @default false
   */
  fastmath?: boolean;
  /**
   * What to do about an element that is written in a parallel loop and not proven to be one iteration's alone: LANGUAGE.md
   * says what is proven.
   *
   * @default "error"
   */
  races?: "error" | "allow";
}

/** Options of `jit`. */
export interface JitOptions extends NjitOptions {
  /**
   * Whether to run the JavaScript always.
   *
   * @default false
   */
  forceobj?: boolean;
}

const defaults: Required<NjitOptions> = { parallel: false, boundscheck: true, fastmath: false, races: "error" };

/**
 * The options with their defaults.
 *
 * @param caller - "njit" or "jit", for the message
 * @throws TypeError for an option that does not exist or has a value of the wrong type
 */
export function completeOptions(caller: string, options: NjitOptions): Required<NjitOptions> {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(defaults, name)) {
      throw new TypeError(`${caller}: unknown option ${name}; there are ${Object.keys(defaults).join(", ")}`);
    }
    const standard = defaults[name as keyof NjitOptions];
    if (value !== undefined && typeof value !== typeof standard) {
      throw new TypeError(`${caller}: option ${name} must be a ${typeof standard}, got ${typeof value}`);
    }
  }
  const { races } = options;
  if (races !== undefined && races !== "error" && races !== "allow") {
    throw new TypeError(`${caller}: option races must be "error" or "allow", got "${races}"`);
  }
  return {
    parallel: options.parallel ?? defaults.parallel,
    boundscheck: options.boundscheck ?? defaults.boundscheck,
    fastmath: options.fastmath ?? defaults.fastmath,
    races: races ?? defaults.races,
  };
}
