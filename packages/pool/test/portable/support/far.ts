// One worker that calls functions, for tests of how functions and values travel.

import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { shareHeap } from "@mp/sync/internal";
import type { AnyFunction } from "../../../src/inspect/any-function.ts";
import { decodeError, decodeValue, encodeValue, prepareValue } from "../../../src/portable/index.ts";
import { describeFunction, packFunction } from "../../../src/portable/send.ts";
import type { Reply } from "./runner.ts";

export class Far {
  /** Functions sent so far: those that the worker knew already are not. */
  sent = 0;
  readonly #worker = new Worker(new URL("./runner.ts", import.meta.url), { workerData: shareHeap() });
  readonly #known = new Map<number, number>();

  // biome-ignore lint/suspicious/noExplicitAny: what comes back is whatever the function returned
  async call(fn: AnyFunction, ...args: unknown[]): Promise<any> {
    const description = describeFunction(fn, "map");
    const { id, version } = description;
    const isNew = this.#known.get(id) !== version;
    this.#known.set(id, version);
    if (isNew) this.sent += 1;
    this.#worker.postMessage({
      key: `${id}`,
      form: isNew ? packFunction(description) : undefined,
      args: args.map((arg, index) => encodeValue(arg, `args[${index}]`)),
    });
    const [reply] = (await once(this.#worker, "message")) as [Reply];
    if ("error" in reply) throw await decodeError(reply.error, "    at the caller");
    await prepareValue(reply.value);
    return decodeValue(reply.value);
  }

  close(): Promise<number> {
    return this.#worker.terminate();
  }
}
