// A package that makes functions of functions, as the compiler of loops does.

import { portable } from "@mp/sync";

export const doubled = Object.assign(
  (fn: (x: number) => number) =>
    Object.assign((x: number) => 2 * fn(x), {
      [portable]: () => ({ module: import.meta.url, name: "doubled", state: { fn } }),
    }),
  { [portable]: (state: { fn: (x: number) => number }) => doubled(state.fn) },
);
