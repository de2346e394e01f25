// The byte of each value type.

import type { WasmType } from "../ir/ir.ts";

const codes: Readonly<Record<WasmType, number>> = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b };

export function typeCode(type: WasmType): number {
  return codes[type];
}
