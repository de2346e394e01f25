// Turns a value into a graph: plain data as it is, and by its side the parts that travel by other means.

import { SerializationError } from "../errors.ts";
import type { AnyFunction } from "../inspect/any-function.ts";
import type { Part, Slot } from "./forms.ts";
import { pathToGlobalObject } from "./global-objects.ts";
import { hasMethods, isHeapView, isNamespace, isNdarray, isPortable, isRecord, kindOf } from "./kinds.ts";
import { checkDepth, contains, mapElements } from "./walk.ts";

/** A part that is still the live thing; packing makes a {@link Part} of it, which holds a reference of its own. */
export type LivePart = Part | { kind: "live"; object: object };

/** Where in what is being sent a value stands, for the messages of errors. */
export interface Place {
  path: string;
  /** Line in the user's file of the variable, if it is one. */
  line?: number | undefined;
  file?: string | undefined;
  /** Whether it is a variable that a function captures, or inside one. */
  captured?: boolean;
}

/** How functions and modules become parts. Only the side that has looked into functions can tell. */
export interface FunctionShipper {
  /** Fills in the part of a function, class or namespace. Parts of what it captures are made through `builder`. */
  ship(value: object, builder: GraphBuilder, place: Place): LivePart | undefined;
  shipSymbol(value: symbol): LivePart | undefined;
  /** What to throw for a value that cannot cross. */
  refuse(value: unknown, place: Place): Error;
}

export interface BuilderOptions {
  shipper: FunctionShipper | undefined;
  /** For captured variables: an instance that would lose its methods is refused. */
  strict: boolean;
}

export class GraphBuilder {
  parts: (LivePart | undefined)[] = [];
  /** Whether anything in it can change without its functions being other ones: plain data, members of a namespace. */
  changeable = false;
  /** The functions in it. */
  readonly functions: AnyFunction[] = [];
  readonly #options: BuilderOptions;
  readonly #slots = new Map<unknown, Slot>();
  readonly #copies = new Map<object, object>();
  /** Objects without any part inside. */
  #plain = new Set<object>();
  /** How many containers the value that is being looked at is in. */
  #depth = 0;

  constructor(options: BuilderOptions) {
    this.#options = options;
  }

  /** The value with slots for its parts. Data that holds no part is returned itself, not copied. */
  value(value: unknown, place: Place): unknown {
    if (typeof value === "symbol" || typeof value === "function") return this.#slot(value, place);
    if (typeof value !== "object" || value === null) return value;
    const known = this.#copies.get(value);
    if (known !== undefined) return known;
    if (this.#isPart(value)) return this.#slot(value, place);
    this.changeable = true;
    if (this.#plain.has(value)) return value;
    const seen = new Set(this.#plain);
    if (!contains(value, this.#isPart, seen, this.#depth)) {
      this.#plain = seen;
      return value;
    }
    let copy: object = value;
    checkDepth(this.#depth);
    this.#depth += 1;
    mapElements(
      value,
      place.path,
      (made) => {
        copy = made;
        this.#copies.set(value, made);
      },
      (item, path) => this.value(item, { ...place, path }),
    );
    this.#depth -= 1;
    return copy;
  }

  /** A part that stands for no value that could come up again. */
  add(part: LivePart): Slot {
    const slot = { "mp.part": this.parts.length };
    this.parts.push(part);
    return slot;
  }

  /** Tries something; if it throws, what it has added is taken back. */
  attempt<T>(work: () => T, otherwise: (error: unknown) => T): T {
    const mark = this.parts.length;
    const depth = this.#depth;
    try {
      return work();
    } catch (error) {
      this.parts.length = mark;
      this.#depth = depth;
      for (const [value, slot] of this.#slots) if (slot["mp.part"] >= mark) this.#slots.delete(value);
      this.#copies.clear();
      return otherwise(error);
    }
  }

  readonly #isPart = (value: object | symbol | AnyFunction): boolean => {
    if (typeof value !== "object") return true;
    // Most values: plain data, which has no class to look at. One with our own marks must not be taken for a slot.
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Array.prototype) return false;
    if (prototype === Object.prototype || prototype === null) {
      if (isMarked(value) || isPortable(value) || pathToGlobalObject(value) !== undefined) return true;
      return this.#options.shipper !== undefined && isNamespace(value);
    }
    if (ArrayBuffer.isView(value) || value instanceof SharedArrayBufferOrNone) return isHeapView(value);
    if (value instanceof Error || pathToGlobalObject(value) !== undefined) return true;
    return isPortable(value) || isNdarray(value) || (this.#options.strict && isRecord(value) && hasMethods(value));
  };

  #slot(value: object | symbol | AnyFunction, place: Place): Slot {
    const known = this.#slots.get(value);
    if (known !== undefined) return known;
    // Numbered before it is filled in: what it captures may capture it.
    const slot = { "mp.part": this.parts.length };
    this.parts.push(undefined);
    this.#slots.set(value, slot);
    this.parts[slot["mp.part"]] = this.#part(value, place);
    return slot;
  }

  #part(value: object | symbol | AnyFunction, place: Place): LivePart {
    const { shipper } = this.#options;
    if (typeof value === "symbol") {
      const key = Symbol.keyFor(value);
      if (key !== undefined) return { kind: "symbol", key };
    } else if (typeof value === "function") {
      this.functions.push(value);
    } else {
      const path = pathToGlobalObject(value);
      if (path !== undefined) return { kind: "global", path };
      if (isPortable(value) || isHeapView(value) || value instanceof Error) return { kind: "live", object: value };
      if (isNdarray(value)) {
        const data = this.value(value.data, { ...place, path: `${place.path}.data` });
        return { kind: "ndarray", data, shape: [...value.shape], stride: [...value.stride], offset: value.offset };
      }
      if (isMarked(value)) {
        const entries = Object.entries(value);
        return { kind: "quoted", entries: entries.map(([key, item]) => [key, this.value(item, place)]) };
      }
    }
    const part = typeof value === "symbol" ? shipper?.shipSymbol(value) : shipper?.ship(value, this, place);
    if (part !== undefined) return part;
    throw place.captured && shipper ? shipper.refuse(value, place) : refuse(value, place);
  }
}

/** Data of the user's that looks like ours. */
export const isMarked = (value: object): boolean => "mp.part" in value || "mp.form" in value;

/** Not there in a page without isolation. */
const SharedArrayBufferOrNone: AnyFunction = typeof SharedArrayBuffer === "function" ? SharedArrayBuffer : class {};

const refuse = (value: unknown, { path }: Place): Error =>
  new SerializationError(
    `pool: ${path} (${kindOf(value)}) cannot cross to another thread; pass plain data, typed arrays or shared objects`,
    { path },
  );
