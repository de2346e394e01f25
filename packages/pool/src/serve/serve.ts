// A pool's worker, from inside: takes messages, runs batches one after the other, ends when asked.

import { exitThread, onThreadExit, parentPort } from "#platform";
import { decodeValue, encodeError, prepareValue } from "../portable/index.ts";
import type { ForgetMessage, FromWorker, RunMessage, ServeData, ToWorker } from "../wire/messages.ts";
import { KnownFunctions, revive } from "./functions.ts";
import { Outbox } from "./outbox.ts";
import { BatchRun, Cancellations } from "./run-batch.ts";

type Init = Extract<ToWorker, { kind: "init" }>;

export const serve = ({ claims }: ServeData): void => {
  const started = Date.now();
  const functions = new KnownFunctions();
  const outbox = new Outbox();
  const cancellations = new Cancellations();
  /** What is forgotten may be needed by a batch that came before. */
  const messages: (RunMessage | ForgetMessage)[] = [];
  let init: Init | undefined;
  let stopping = false;
  /** While the initializer, a batch or the finalizer is under way; the next thing begins when it has ended. */
  let busy = false;

  const advance = (): void => {
    while (!busy) {
      const message = messages.shift();
      if (message === undefined) break;
      if (message.kind === "forget") {
        functions.forget(message.ids);
        continue;
      }
      for (const [id, form] of message.functions) functions.learn(id, form);
      functions.forget(message.forget);
      const pending = new BatchRun(message, claims, functions, outbox, cancellations).run();
      if (pending !== undefined) during(pending);
    }
    if (!busy && stopping) during(finish());
  };

  const during = (work: Promise<void>): void => {
    busy = true;
    // A rejection is a fault of this file or the finalizer's: uncaught, it ends the worker and is reported as its death.
    void work.then(() => {
      busy = false;
      advance();
    });
  };

  const begin = async (message: Init): Promise<void> => {
    try {
      if (message.initializer !== undefined) {
        const initializer = await revive(message.initializer);
        await prepareValue(message.initargs);
        await initializer(...(decodeValue(message.initargs) as unknown[]));
      }
    } catch (error) {
      parentPort.post({ kind: "init-failed", error: encodeError(error) } satisfies FromWorker);
      exitThread(1);
      return;
    }
    parentPort.post({ kind: "ready", started, initialized: Date.now() } satisfies FromWorker);
  };

  const finish = async (): Promise<void> => {
    stopping = false;
    if (init?.finalizer !== undefined) await (await revive(init.finalizer))();
    exitThread(0);
  };

  parentPort.listen(
    (data) => {
      const message = data as ToWorker;
      switch (message.kind) {
        case "init":
          init = message;
          during(begin(message));
          break;
        case "run":
        case "forget":
          messages.push(message);
          if (init !== undefined) advance();
          break;
        case "cancel":
          cancellations.ask(message.batch, message.task);
          break;
        case "stop":
          stopping = true;
          if (init !== undefined) advance();
          break;
      }
    },
    (error) => {
      throw new Error("a message to this worker cannot be read", { cause: error });
    },
  );
  // `process.exit` in a task must not take the results of those before it along.
  onThreadExit(() => outbox.flush());
};
