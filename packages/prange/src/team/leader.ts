// The thread that makes whole calls for a thread which must not block: a page, or a busy event loop.

import { words as heapWords, notifyWord, waitWord } from "@mp/sync/internal";
import { Caller, type Crew } from "./caller.ts";
import type { Control } from "./control.ts";
import { writeFailure } from "./failure.ts";
import { DONE, FAILURE, type Mailbox, openMailbox, POSTED, readCall, writeResult, writeThrew } from "./mailbox.ts";

/** Makes the calls that are posted in the mailbox, for ever. */
export function lead(control: Control, address: number): never {
  const mailbox = openMailbox(address);
  const { words } = mailbox;
  const caller = new Caller({ threads: 1, chunksize: 0 }, () => crewOf(control));
  for (let heard = Atomics.load(words, DONE); ; ) {
    while (Atomics.load(words, POSTED) === heard) waitWord(address + POSTED * 4, heard);
    makeCall(mailbox, caller);
    heard = (heard + 1) | 0;
    Atomics.store(words, DONE, heard);
    notifyWord(address + DONE * 4);
  }
}

function makeCall(mailbox: Mailbox, caller: Caller): void {
  try {
    const call = readCall(mailbox);
    Object.assign(caller.settings, call.settings);
    const flat = new Float64Array(heapWords().buffer, call.arguments, call.count);
    writeResult(mailbox, caller.call(call.kernel, [...flat]));
  } catch (error) {
    writeFailure(mailbox.words, FAILURE, error);
    writeThrew(mailbox);
  }
}

// The thread that started the helpers also summons them, before it posts a call, and marks the dead: it is not blocked.
function crewOf(control: Control): Crew {
  return { control, summon() {}, refresh() {} };
}
