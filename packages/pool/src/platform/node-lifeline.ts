// Whether a thread still runs, told without an event: it holds one end of a channel, which closes when it ends.

import { MessageChannel, type MessagePort, receiveMessageOnPort } from "node:worker_threads";

/** A channel of which a thread holds the other end, and never uses it. */
export interface Lifeline {
  /** What the thread gets. */
  readonly end: MessagePort;
  /** Whether it still has it. Needs no event loop. */
  isHeld(): boolean;
}

export const lifeline = (): Lifeline => {
  const { port1, port2 } = new MessageChannel();
  let own = port1;
  return {
    end: port2,
    isHeld: () => {
      // Reading takes note that the other end is closed, and closes this one; what is closed cannot be transferred.
      receiveMessageOnPort(own);
      try {
        own = structuredClone(own, { transfer: [own] });
        return true;
      } catch {
        return false;
      }
    },
  };
};
