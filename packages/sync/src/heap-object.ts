// What every primitive is: a watched block of the heap, an object that crosses to other threads, and a resource.

import { type Hold, keepBlock, letGo, release, retain } from "./heap/blocks.ts";
import { allocateWatched } from "./heap/heap.ts";
import { type Kind, Watched } from "./heap/layout.ts";
import { currentThread, words } from "./heap/realm.ts";
import { type PortableForm, portable } from "./portable.ts";

/** Stands for "the block that a message brought", where a constructor would make a new one. */
export class Arrival {
  readonly address: number;

  constructor(address: number) {
    this.address = address;
  }
}

/** An object whose state is in the heap, so that every thread that has it shares it. */
export abstract class HeapObject {
  /** The class's name: in messages, and where another thread finds the class. */
  protected readonly name: string;
  readonly #hold: Hold;
  #address: number;
  readonly #view: Int32Array<SharedArrayBuffer>;
  readonly #thread: number;

  /** @param bytes how many the state takes, behind the words of the list of watched blocks */
  protected constructor(name: string, kind: Kind, bytes: number, arrival: Arrival | undefined) {
    this.name = name;
    this.#address = arrival ? arrival.address : allocateWatched(Watched.fields + bytes, kind);
    this.#hold = keepBlock(this.#address, this, arrival === undefined);
    if (arrival) release(arrival.address); // the message's hold ends
    // Old views stay valid when the heap grows, and this one reaches the block.
    this.#view = words();
    this.#thread = currentThread();
  }

  /** This thread's number. */
  protected get thread(): number {
    return this.#thread;
  }

  /** The heap's words. */
  protected get view(): Int32Array<SharedArrayBuffer> {
    return this.#view;
  }

  /**
   * The address of the state.
   * @throws {TypeError} after `dispose()`
   */
  protected get state(): number {
    const address = this.#address;
    if (address === 0) throw new TypeError(`${this.name}: used after dispose(); its memory may hold other data by now`);
    return address + Watched.fields;
  }

  /** Gives this thread's share back now instead of when the object is collected; other threads keep theirs. */
  dispose(): void {
    this.#address = 0;
    letGo(this.#hold, this);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  [portable](): PortableForm {
    const block = this.state - Watched.fields;
    retain(block);
    return { module: "@mp/sync", name: this.name, state: block };
  }
}
