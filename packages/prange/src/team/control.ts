// The block of shared words through which the threads of a team meet: where each word lives, who writes it and when.

import { heap, words } from "@mp/sync/internal";

// One cache line is 16 words; what different threads write at the same time never shares one.
//
// | word      | holds                                      | set by                        | cleared by                    |
// | TICKETS   | chunks not taken << 10 | threads allowed   | the caller opens a region     | claims, down to 0; a failure  |
// | COMPLETED | chunks finished or given up                | who finishes a chunk adds     | the caller, at the next region|
// | DOORBELL  | counts regions opened                      | the caller adds 1             | never                         |
// | SLEEPERS  | helpers asleep on the doorbell (or dead there) | a helper, around its sleep | the same helper              |
// | OWNER     | 1 while somebody runs a region             | the caller, by exchange       | the caller                    |
// | KERNEL... | the open region, see `Region`              | the caller, before TICKETS    | never: read after a claim only|
//
// A region is open from the moment its tickets are stored until COMPLETED equals CHUNKS. A claimed chunk keeps it open,
// so whoever has claimed one may read the region's words at leisure, and they belong to that chunk. This is why the ticket
// word needs no epoch: a thread that slept between reading it and taking from it takes a chunk of whichever region is
// open now, correctly.
export const TICKETS = 0;
export const COMPLETED = 16;
export const DOORBELL = 32;
export const SLEEPERS = 33;
export const OWNER = 48;
export const KERNEL = 64;
export const LOOP = 65;
export const LO = 66;
export const HI = 67;
export const CHUNK = 68;
export const CHUNKS = 69;
export const RUN = 70;
export const RUNS_PER_CHUNK = 71;
export const FRAME = 72;
export const PARTIALS = 73;
export const SEQUENCE = 74;

// One slot for each thread, the caller's first. A slot's STATE is written by the thread that started the helper and by
// the helper itself; HOLDING tells whether the helper may hold a chunk, and the rest is its last failure.
const FIRST_SLOT = 96;
const SLOT_WORDS = 32;
export const STATE = 0;
export const HOLDING = 1;
export const FAILED_SEQUENCE = 2;
export const FAILED_CHUNK = 3;
export const FAILURE = 4;

/** STATE of a slot whose helper has not been started, or is booting. */
export const ABSENT = 0;
/** STATE of a slot whose helper takes chunks. */
export const READY = 1;
/** STATE of a slot whose helper has died. */
export const DEAD = 2;

/** HOLDING of a helper that has no chunk and is not about to take one. */
export const NOTHING = 0;
/** HOLDING of a helper that is taking a chunk, or runs one. */
export const PERHAPS = 1;

/** The ticket word counts threads in ten bits. */
export const MAX_THREADS = 1023;

/** A team's shared block, seen from one thread. */
export interface Control {
  readonly address: number;
  readonly words: Int32Array;
}

/** The address of a new block: nobody's turn, no helper there. */
export function createControl(threads: number): number {
  return heap.allocate(controlBytes(threads), { align: 64 });
}

/** The block at `address`. The view stays valid when the heap grows. */
export function openControl(address: number, threads: number): Control {
  const start = address >>> 2;
  return { address, words: words().subarray(start, start + (controlBytes(threads) >>> 2)) };
}

/** The heap address of a word, for waiting on it. */
export function addressOf(control: Control, word: number): number {
  return control.address + word * Int32Array.BYTES_PER_ELEMENT;
}

/** The first word of a thread's slot. */
export function slotOf(thread: number): number {
  return FIRST_SLOT + thread * SLOT_WORDS;
}

/** What a thread is called in error messages and by debuggers; 0 is the leader, who makes calls that must not block. */
export function threadName(thread: number): string {
  return thread === 0 ? "mp team leader" : `mp team ${thread}`;
}

// For a team of at most `threads`, the caller included.
function controlBytes(threads: number): number {
  return (FIRST_SLOT + threads * SLOT_WORDS) * Int32Array.BYTES_PER_ELEMENT;
}
