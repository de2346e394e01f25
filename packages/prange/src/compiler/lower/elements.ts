// How elements of each type are read from memory and written to it.

import { elementFacts } from "../infer/element-facts.ts";
import { f64, load, op, store } from "../ir/build.ts";
import type { Ir, IrStatement } from "../ir/ir.ts";
import type { ElementType } from "../program.ts";
import type { ModuleContext } from "./module-context.ts";
import { fromF64, fromI32, fromU32, type Num } from "./num.ts";

type Compiled = Exclude<ElementType, "int64" | "uint64">;

const loads: Readonly<Record<Compiled, string>> = {
  int8: "i32.load8_s",
  uint8: "i32.load8_u",
  uint8c: "i32.load8_u",
  int16: "i32.load16_s",
  uint16: "i32.load16_u",
  int32: "i32.load",
  uint32: "i32.load",
  float32: "f32.load",
  float64: "f64.load",
};

const stores: Readonly<Record<Compiled, string>> = {
  int8: "i32.store8",
  uint8: "i32.store8",
  uint8c: "i32.store8",
  int16: "i32.store16",
  uint16: "i32.store16",
  int32: "i32.store",
  uint32: "i32.store",
  float32: "f32.store",
  float64: "f64.store",
};

/** The element at `address` plus `offset` bytes. */
export function loadAt(module: ModuleContext, element: ElementType, address: Ir, offset: number): Num {
  const facts = elementFacts(element);
  const read = () => load(loads[element as Compiled], address, offset);
  switch (element) {
    case "float64":
      return fromF64(module, facts, read);
    case "float32":
      return fromF64(module, facts, () => op("f64.promote_f32", read()));
    case "uint32":
      return fromU32(facts, read);
    default:
      return fromI32(facts, read);
  }
}

/** Stores `number` as a typed array does: rounded to float32, modulo the integer's size, or clamped. */
export function storeAt(element: ElementType, address: Ir, offset: number, number: Num): IrStatement {
  const name = stores[element as Compiled];
  switch (element) {
    case "float64":
      return store(name, address, number.f64(), offset);
    case "float32":
      return store(name, address, op("f32.demote_f64", number.f64()), offset);
    case "uint8c":
      return store(name, address, clamp(number), offset);
    default:
      return store(name, address, number.i32(), offset);
  }
}

/** ToUint8Clamp: to the nearest integer of 0 to 255, halves to the even one, NaN to 0. */
function clamp(number: Num): Ir {
  const { native, facts } = number;
  if (native && facts.lo >= 0 && facts.hi <= 255) return number.i32();
  const nearest = op("f64.nearest", number.f64());
  return op("i32.trunc_sat_f64_u", op("f64.min", op("f64.max", nearest, f64(0)), f64(255)));
}
