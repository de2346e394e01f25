// Cases whose implementations write down when they run.

import type { Case, Implementation } from "../src/harness/workload.ts";

/** An implementation of "add one" that logs its calls under its name. */
export const logging = (
  log: string[],
  name: string,
  options: { answer?: (x: number) => number; isAsync?: boolean } = {},
): Implementation<number, number> => {
  const answer = options.answer ?? ((x: number) => x + 1);
  return {
    name,
    threads: 1,
    prepare: (input) => {
      log.push(`prepare ${name}`);
      return {
        run: () => {
          log.push(name);
          return options.isAsync ? Promise.resolve(answer(input)) : answer(input);
        },
        close: () => void log.push(`close ${name}`),
      };
    },
  };
};

/** The case "add one to 41". */
export const addOne = (implementations: readonly Implementation<number, number>[], size = 1): Case<number, number> => ({
  name: `${size} number`,
  size,
  input: () => 41,
  implementations,
  check: (output, input) => {
    if (output !== input + 1) throw new Error(`expected ${input + 1}, got ${output}`);
  },
});
