// What a region reads of the function around it, and the frame through which it gets that.

import type { Variable } from "../hir.ts";
import { get, load, set, store } from "../ir/build.ts";
import type { IrStatement, Local, WasmType } from "../ir/ir.ts";
import type { FunctionContext } from "./function-context.ts";
import type { Held, Storage } from "./storage.ts";

/** Bytes of a value in the frame. */
const SLOT = 8;

interface Capture {
  readonly outer: Local;
  readonly inner: Local;
  readonly offset: number;
}

/** The frame's layout, which grows while the region's body is lowered and names what it needs. */
export class Captures {
  readonly #outer: FunctionContext;
  readonly #captured = new Map<Local, Capture>();
  #bytes = 0;

  constructor(outer: FunctionContext) {
    this.#outer = outer;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Adds a slot to the frame, and returns its offset. */
  reserve(): number {
    this.#bytes += SLOT;
    return this.#bytes - SLOT;
  }

  /** Storage in the region, `inner`, for a variable of the function around it. */
  capture(inner: FunctionContext, variable: Variable): Storage | undefined {
    const storage = this.#outer.find(variable);
    if (storage === undefined) return undefined;
    const local = (outer: Local) => this.#local(inner, outer);
    const held = (value: Held) => (typeof value === "number" ? value : local(value));
    switch (storage.kind) {
      case "scalar":
        return { ...storage, local: local(storage.local) };
      case "array":
        return { ...storage, address: local(storage.address), length: held(storage.length) };
      case "ndarray":
        return {
          ...storage,
          address: local(storage.address),
          shape: storage.shape.map(held),
          stride: storage.stride.map(held),
        };
    }
  }

  #local(inner: FunctionContext, outer: Local): Local {
    const known = this.#captured.get(outer);
    if (known !== undefined) return known.inner;
    const capture = { outer, inner: inner.local(outer.type, outer.name), offset: this.reserve() };
    this.#captured.set(outer, capture);
    return capture.inner;
  }

  /** Statements for the function around, before the loop. */
  spill(frame: Local): IrStatement[] {
    return [...this.#captured.values()].map(({ outer, offset }) =>
      store(stores[outer.type]!, get(frame), get(outer), offset),
    );
  }

  /** Statements for the region's start. */
  fill(frame: Local): IrStatement[] {
    return [...this.#captured.values()].map(({ inner, offset }) =>
      set(inner, load(loads[inner.type]!, get(frame), offset)),
    );
  }
}

const stores: Partial<Record<WasmType, string>> = { i32: "i32.store", f64: "f64.store" };
const loads: Partial<Record<WasmType, string>> = { i32: "i32.load", f64: "f64.load" };
