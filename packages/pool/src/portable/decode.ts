// Values and functions on their way in.

import { portable } from "@mp/sync";
import { heap } from "@mp/sync/heap";
import { bufferOf, release } from "@mp/sync/internal";
import { host } from "#platform";
import type { AnyFunction } from "../inspect/any-function.ts";
import { ErrorReader } from "./decode-error.ts";
import type { FunctionForm, Graph, Part, Slot, ValueForm } from "./forms.ts";
import { exportOf, loadModules } from "./loading.ts";
import { isGraph, partsOf } from "./nested.ts";
import { noteOrigin, sentAs } from "./origins.ts";
import { reviveCode } from "./revive-code.ts";

/** Imports the modules that a value needs. Nothing, nearly always: then `decodeValue` may be called at once. */
export const prepareValue = (form: ValueForm): Promise<void> | undefined =>
  isGraph(form) ? loadModules(partsOf(form)) : undefined;

/** The value of a delivered form, whose references it takes over: to be called once. */
export const decodeValue = (form: ValueForm): unknown => (isGraph(form) ? new GraphReader(form).read() : form);

/** The function of a delivered form; a promise of it where modules have to be imported first. To be called once. */
export const reviveFunction = ({ graph }: FunctionForm): AnyFunction | Promise<AnyFunction> => {
  const loading = loadModules(partsOf(graph));
  const revive = () => new GraphReader(graph).read() as AnyFunction;
  return loading === undefined ? revive() : loading.then(revive);
};

/** What fills in, when everything is there, the variables that were not yet when their function was made. */
type Fill = () => void;

export class GraphReader {
  readonly #graph: Graph;
  readonly #made = new Map<number, unknown>();
  readonly #pending = new Set<number>();
  readonly #seen = new Set<object>();
  readonly #late: Fill[] = [];
  #errors: ErrorReader | undefined;

  /** @param errors Those of the message that the graph is a part of. */
  constructor(graph: Graph, errors?: ErrorReader) {
    this.#graph = graph;
    this.#errors = errors;
  }

  read(): unknown {
    const value = this.fill(this.#graph.root);
    for (const late of this.#late) late();
    return value;
  }

  /** Puts parts into their slots, in place: what arrived is nobody else's. */
  fill(value: unknown): unknown {
    if (typeof value !== "object" || value === null || this.#graph.parts.length === 0) return value;
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype) {
      const index = (value as Partial<Slot>)["mp.part"];
      if (index !== undefined) return this.part(index);
      if (this.#enter(value)) {
        for (const key of Object.keys(value)) {
          const item = (value as Record<string, unknown>)[key];
          if (typeof item === "object" && item !== null) {
            const filled = this.fill(item);
            if (filled !== item)
              Object.defineProperty(value, key, {
                value: filled,
                writable: true,
                enumerable: true,
                configurable: true,
              });
          }
        }
      }
    } else if (Array.isArray(value)) {
      if (this.#enter(value)) {
        for (const [index, item] of value.entries()) {
          if (typeof item === "object" && item !== null) value[index] = this.fill(item);
        }
      }
    } else if (value instanceof Map) {
      if (this.#enter(value))
        refill(
          value,
          [...value].map(([key, item]) => [this.fill(key), this.fill(item)]),
        );
    } else if (value instanceof Set) {
      if (this.#enter(value)) {
        const items = Array.from(value, (item) => this.fill(item));
        value.clear();
        for (const item of items) value.add(item);
      }
    }
    return value;
  }

  part(index: number): unknown {
    if (this.#made.has(index)) return this.#made.get(index);
    if (this.#pending.has(index)) return undefined;
    this.#pending.add(index);
    const value = this.#make(this.#graph.parts[index]!, index);
    this.#made.set(index, value);
    return value;
  }

  /** Whether a part that was asked for is still being made: whoever needs it is filled in `later`. */
  isPending(slot: unknown): boolean {
    const index = (slot as Partial<Slot> | null | undefined)?.["mp.part"];
    return index !== undefined && this.#pending.has(index) && !this.#made.has(index);
  }

  /** Makes a part known before it is finished, to what it captures. */
  register(index: number, value: unknown): void {
    this.#made.set(index, value);
  }

  later(fill: Fill): void {
    this.#late.push(fill);
  }

  #enter(value: object): boolean {
    if (this.#seen.has(value)) return false;
    this.#seen.add(value);
    return true;
  }

  #make(part: Part, index: number): unknown {
    switch (part.kind) {
      case "export":
      case "import":
      case "package":
        return noted(exportOf(part, part.name), part);
      case "global":
        return part.path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], globalThis);
      case "code":
        return reviveCode(part, index, this);
      case "bound":
        return (this.fill(part.target) as AnyFunction).bind(
          this.fill(part.self),
          ...(this.fill(part.args) as unknown[]),
        );
      case "require":
        return host.requireOf(part.url);
      case "importer":
        return (specifier: string) => host.importFrom(specifier, part.parent);
      case "members":
        return this.fill(part.members);
      case "array":
        return viewOf(part);
      case "portable":
        return this.#portable(part);
      case "ndarray": {
        const ndarray = exportOf(part, "default") as (...args: unknown[]) => unknown;
        return ndarray(this.fill(part.data), part.shape, part.stride, part.offset);
      }
      case "symbol":
        return Symbol.for(part.key);
      case "quoted":
        return Object.fromEntries(part.entries.map(([key, value]) => [key, this.fill(value)]));
      case "echo":
        return sentAs(part.token);
      case "error":
        this.#errors ??= new ErrorReader({ thrown: "value", value: this.#graph });
        return this.#errors.read(part.error);
    }
  }

  #portable(part: Part & { kind: "portable" }): unknown {
    const type = exportOf(part, part.name) as { [portable]?: (state: unknown) => unknown };
    const state = this.fill(part.state);
    if (typeof type[portable] === "function") return type[portable](state);
    // Nothing to make it of: it is the export itself.
    if (state === undefined) return type;
    throw new TypeError(
      `pool: ${part.name} of ${part.module} cannot receive what it sent: it has no static [portable](state)`,
    );
  }
}

const noted = (value: unknown, part: Part): unknown => {
  noteOrigin(value, part);
  return value;
};

const refill = (map: Map<unknown, unknown>, entries: [unknown, unknown][]): void => {
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
};

type ViewConstructor = new (buffer: ArrayBufferLike, byteOffset: number, length: number) => unknown;

const viewOf = ({ block, type, byteOffset, length }: Part & { kind: "array" }): unknown => {
  const buffer = block === 0 ? heap.memory.buffer : bufferOf(block);
  // This thread holds the block by its buffer now; the message need not any more.
  if (block !== 0) release(block);
  if (type === undefined) return buffer;
  return new (globalThis as unknown as Record<string, ViewConstructor>)[type]!(buffer, byteOffset, length);
};
