// The worker of these tests: receives a function and arguments, calls it, answers; nothing of the pool is needed.

import { parentPort, workerData } from "node:worker_threads";
import { adoptHeap } from "@mp/sync/internal";
import type { AnyFunction } from "../../../src/inspect/any-function.ts";
import {
  decodeValue,
  type ErrorForm,
  encodeError,
  encodeResult,
  type FunctionForm,
  prepareValue,
  reviveFunction,
  type ValueForm,
} from "../../../src/portable/index.ts";

export interface Request {
  key: string;
  form: FunctionForm | undefined;
  args: ValueForm[];
}

export type Reply = { value: ValueForm } | { error: ErrorForm };

adoptHeap(workerData);
const functions = new Map<string, AnyFunction>();

const run = async ({ key, form, args }: Request): Promise<Reply> => {
  try {
    if (form !== undefined) functions.set(key, await reviveFunction(form));
    for (const arg of args) await prepareValue(arg);
    const result: unknown = await functions.get(key)!(...args.map(decodeValue));
    return { value: await encodeResult(result, "the result") };
  } catch (error) {
    return { error: encodeError(error) };
  }
};

parentPort!.on("message", async (request: Request) => parentPort!.postMessage(await run(request)));
