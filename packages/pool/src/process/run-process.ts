// A process from inside: receives its function, runs it, and ends when nothing is left to do.

import { parentPort } from "#platform";
import { decodeValue, prepareValue } from "../portable/index.ts";
import { revive } from "../serve/functions.ts";
import type { TargetMessage } from "./ship-target.ts";

export const runProcess = (): void => {
  const run = async ({ target, args }: TargetMessage): Promise<void> => {
    const fn = await revive(target);
    await prepareValue(args);
    await fn(...(decodeValue(args) as unknown[]));
    parentPort.close();
  };
  // A rejection is an uncaught error: the thread's death, and its exit code 1.
  parentPort.listen(
    (message) => void run(message as TargetMessage),
    (error) => {
      throw new Error("the function of this process cannot be read", { cause: error });
    },
  );
};
