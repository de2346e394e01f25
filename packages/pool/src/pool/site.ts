// Where a call was submitted: the stack that is shown below the worker's when the call fails.

/** Holds a captured stack; formatting it is put off until somebody reads it, most often nobody. */
export interface Site {
  readonly stack?: string;
}

/** Capturing costs microseconds, more than a tiny call: in one turn, calls of one function beyond these share a site. */
const sitesPerTurn = 16;

const capture = (above: (...args: never[]) => unknown): Site => {
  const site = {};
  Error.captureStackTrace?.(site, above);
  return site;
};

/** Captures sites, sparing loops that submit thousands of calls in one turn of the event loop: those stand on one line. */
export class Sites {
  #lastFunction: unknown;
  #lastSite: Site | undefined;
  #count = 0;

  /** The site of the caller of `above`. */
  of(fn: unknown, above: (...args: never[]) => unknown): Site {
    if (fn === this.#lastFunction && this.#count >= sitesPerTurn) return this.#lastSite!;
    if (fn !== this.#lastFunction) this.#count = 0;
    this.#count += 1;
    this.#lastFunction = fn;
    this.#lastSite = capture(above);
    return this.#lastSite;
  }

  nextTurn(): void {
    this.#lastFunction = undefined;
    this.#lastSite = undefined;
    this.#count = 0;
  }
}

/** Puts the frames of the site below those of an error that the pool has made. */
export const withSite = <E extends Error>(error: E, site: Site): E => {
  const below = frames(site);
  if (below) error.stack = `${error.stack}\n    --- called from ---\n${below}`;
  return error;
};

/** The frames of a site, without the first line of its stack. */
export const frames = ({ stack }: Site): string | undefined => stack?.slice(stack.indexOf("\n") + 1);
