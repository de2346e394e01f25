// imap and imapUnordered: input pulled as the output is consumed, chunks out, results in order or as they come.

import { type Mode, mode } from "../wire/messages.ts";
import { pack } from "../wire/pack.ts";
import { ChunkTask } from "./chunk-task.ts";
import { Deque } from "./deque.ts";
import type { FunctionEntry } from "./functions.ts";
import { isAsync } from "./inputs.ts";
import type { CallLimits } from "./limits.ts";
import type { ProgressReporter } from "./progress.ts";
import { type ResultFeed, ResultIterator, type ResultSource } from "./result-iterator.ts";
import type { Scheduler } from "./scheduler.ts";
import type { Site } from "./site.ts";
import type { Task } from "./task.ts";
import type { AnyCall, Items } from "./types.ts";

interface ImapRequest {
  fn: AnyCall;
  input: Items<unknown>;
  ordered: boolean;
  chunksize: number;
  /** Items pulled and not consumed, at most. */
  buffersize: number;
  limits: CallLimits;
  site: Site;
  progress: ProgressReporter | undefined;
}

export const submitImap = <R>(scheduler: Scheduler, request: ImapRequest): ResultIterator<R> =>
  new ResultIterator<R>((feed) => new ImapJob<R>(scheduler, request, feed));

/** What became of a chunk, or of the input itself. */
interface Chunk<R> {
  outcomes: ({ value: R } | { error: unknown })[] | undefined;
  /** Items in it that give no result: those after a failed one. */
  skipped: number;
}

const elementMode: Mode = mode.map;

class ImapJob<R> implements ResultSource {
  readonly #scheduler: Scheduler;
  readonly #request: ImapRequest;
  /** The function as it was when the iteration began, and used by it until its end. */
  readonly #fn: FunctionEntry;
  readonly #feed: ResultFeed<R>;
  readonly #input: Iterator<unknown> | AsyncIterator<unknown>;
  /** Chunks whose results have not been delivered, in order of the input. */
  readonly #chunks = new Deque<Chunk<R>>();
  readonly #tasks = new Set<Task>();
  /** Items pulled whose results were not consumed, nor skipped. */
  #ahead = 0;
  #pulling = false;
  #inputEnded = false;
  #open = 0;
  #over = false;

  constructor(scheduler: Scheduler, request: ImapRequest, feed: ResultFeed<R>) {
    this.#scheduler = scheduler;
    this.#request = request;
    this.#feed = feed;
    this.#fn = scheduler.functions.describe(request.fn, "map");
    this.#fn.users += 1;
    const { input } = request;
    this.#input = isAsync(input) ? input[Symbol.asyncIterator]() : input[Symbol.iterator]();
    request.limits.watch((reason) => this.#giveUp(reason));
    void this.#pull();
  }

  /** Pulls while there is room. An input that fails gives one failed result, the last. */
  async #pull(): Promise<void> {
    if (this.#pulling) return;
    this.#pulling = true;
    try {
      while (!this.#over && !this.#inputEnded && this.#ahead < this.#request.buffersize) {
        const items = await this.#nextItems();
        if (items.length > 0 && !this.#over) this.#submit(items);
      }
    } catch (error) {
      this.#inputEnded = true;
      if (!this.#over) this.#deliver(this.#addChunk(), [{ error }], 0);
    } finally {
      this.#pulling = false;
      this.#endIfDone();
    }
  }

  /** A chunk of the input, shorter at its end and where the buffer is full. */
  async #nextItems(): Promise<unknown[]> {
    const items: unknown[] = [];
    const { chunksize, buffersize } = this.#request;
    while (items.length < chunksize && this.#ahead < buffersize) {
      const step = this.#input.next();
      const { done, value } = step instanceof Promise ? await step : (step as IteratorResult<unknown>);
      if (done) {
        this.#inputEnded = true;
        break;
      }
      this.#ahead += 1;
      this.#request.progress?.found(1);
      items.push(value);
    }
    return items;
  }

  #addChunk(): Chunk<R> {
    const chunk: Chunk<R> = { outcomes: undefined, skipped: 0 };
    this.#chunks.push(chunk);
    this.#open += 1;
    return chunk;
  }

  #submit(items: unknown[]): void {
    const { site, limits } = this.#request;
    if (this.#scheduler.state === "stopped") {
      this.#giveUp(this.#scheduler.refusal("Pool.imap"));
      return;
    }
    const chunk = this.#addChunk();
    let task: Task;
    const over = (values: ArrayLike<unknown>, failure?: { error: unknown }): void => {
      this.#tasks.delete(task);
      if (this.#over) return;
      this.#request.progress?.advance(items.length);
      const outcomes: Chunk<R>["outcomes"] = Array.from(values, (value) => ({ value: value as R }));
      if (failure !== undefined) outcomes.push(failure);
      this.#deliver(chunk, outcomes, items.length - outcomes.length);
    };
    task = new ChunkTask({
      fn: this.#fn,
      mode: elementMode,
      size: items.length,
      site,
      solo: limits.any,
      payload: () => pack(items),
      sink: {
        began: () => limits.began(),
        done: (values) => over(values as ArrayLike<unknown>),
        failed: (error, item, before) =>
          over(Array.from((before ?? []) as ArrayLike<unknown>).slice(0, item), { error }),
      },
    });
    this.#tasks.add(task);
    this.#scheduler.queue(task);
  }

  /** Passes on what may be passed on: in order, everything up to the first chunk that is not there yet. */
  #deliver(chunk: Chunk<R>, outcomes: NonNullable<Chunk<R>["outcomes"]>, skipped: number): void {
    chunk.outcomes = outcomes;
    chunk.skipped = skipped;
    if (this.#request.ordered) {
      for (let next = this.#chunks.peek(); next?.outcomes !== undefined; next = this.#chunks.peek()) {
        this.#chunks.shift();
        this.#pass(next);
      }
    } else this.#pass(chunk);
    this.#endIfDone();
    void this.#pull();
  }

  #pass({ outcomes, skipped }: Chunk<R>): void {
    this.#ahead -= skipped;
    for (const outcome of outcomes!) this.#feed.push(outcome);
    this.#open -= 1; // not before: each push may make the consumer pull, and find the end
  }

  #endIfDone(): void {
    if (!this.#over && this.#inputEnded && this.#open === 0 && !this.#pulling) this.#end();
  }

  #end(): void {
    this.#over = true;
    this.#request.limits.ended();
    this.#request.progress?.stop();
    this.#scheduler.functions.release(this.#fn);
    this.#feed.end();
  }

  /** The whole iteration ends with this error. */
  #giveUp(error: unknown): void {
    if (this.#over) return;
    this.#feed.push({ error });
    this.#end();
    this.#scheduler.abandon(this.#tasks, true);
    void this.#closeInput();
  }

  consumed(): void {
    this.#ahead -= 1;
    void this.#pull();
  }

  async cancelled(): Promise<void> {
    if (this.#over) return;
    this.#end();
    this.#scheduler.abandon(this.#tasks, false);
    await this.#closeInput();
  }

  async #closeInput(): Promise<void> {
    if (this.#inputEnded) return;
    this.#inputEnded = true;
    await this.#input.return?.();
  }
}
