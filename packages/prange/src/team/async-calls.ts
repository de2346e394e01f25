// Calls made without blocking: they queue for the leader, and each promise settles even if the leader dies.

import { startThread, type Thread } from "@mp/pool/internal";
import { heap, words as heapWords, notifyWord, waitWordAsync } from "@mp/sync/internal";
import { workerModule } from "../worker-module.ts";
import type { Settings } from "./caller.ts";
import { threadName } from "./control.ts";
import { LostThread, takeFailure } from "./failure.ts";
import {
  createMailbox,
  DONE,
  FAILURE,
  type LeaderData,
  type Mailbox,
  openMailbox,
  POSTED,
  readOutcome,
  writeCall,
} from "./mailbox.ts";
import type { Team } from "./team.ts";

const LEADER = 0;

interface Leader {
  readonly thread: Thread;
  readonly mailbox: Mailbox;
  /** Aborts, with the reason, when the thread ends. */
  readonly ended: AbortSignal;
}

/** The queue of a program's calls to its leader, which starts with the first of them. */
export class AsyncCalls {
  readonly #team: () => Team;
  #leader: Leader | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(team: () => Team) {
    this.#team = team;
  }

  /**
   * Calls a kernel's main function on the leader, after the calls made before.
   *
   * @returns its result; rejects with what it threw, or LostThread if the leader died
   */
  call(kernel: number, flat: readonly number[], settings: Settings): Promise<number | undefined> {
    const turn = this.#last.then(() => this.#send(kernel, flat, settings));
    // The next call waits for this one's end, whichever it is.
    this.#last = turn.catch(() => {});
    return turn;
  }

  /** The leader's thread, if it runs. */
  get leader(): Thread | undefined {
    return this.#leader?.thread;
  }

  async #send(kernel: number, flat: readonly number[], settings: Settings): Promise<number | undefined> {
    if (settings.threads > 1) this.#team().summon(settings.threads);
    const leader = this.#lead();
    const { mailbox, thread } = leader;
    const address = heap.allocate(flat.length * Float64Array.BYTES_PER_ELEMENT, { zero: false });
    new Float64Array(heapWords().buffer, address, flat.length).set(flat);
    writeCall(mailbox, { kernel, settings, arguments: address, count: flat.length });
    const before = Atomics.load(mailbox.words, DONE);
    // A promise alone keeps no process running.
    thread.ref();
    try {
      Atomics.add(mailbox.words, POSTED, 1);
      notifyWord(mailbox.address + POSTED * 4);
      while (Atomics.load(mailbox.words, DONE) === before) {
        await waitWordAsync(mailbox.address + DONE * 4, before, { signal: leader.ended });
      }
    } finally {
      thread.unref();
      heap.free(address);
    }
    const outcome = readOutcome(mailbox);
    if (outcome === "threw") throw takeFailure(mailbox.words, FAILURE);
    return outcome;
  }

  #lead(): Leader {
    if (this.#leader !== undefined) return this.#leader;
    const address = createMailbox();
    const { control, size } = this.#team();
    const data: LeaderData = { control: control.address, threads: size, mailbox: address };
    const thread = startThread({ name: threadName(LEADER), module: workerModule(), entry: "lead", data });
    const ended = new AbortController();
    const leader: Leader = { thread, mailbox: openMailbox(address), ended: ended.signal };
    this.#leader = leader;
    void thread.exited.then(({ error }) => {
      if (this.#leader === leader) this.#leader = undefined;
      this.#team().release();
      heap.free(address);
      ended.abort(new LostThread(LEADER, { cause: error }));
    });
    return leader;
  }
}
