// Short names for making the tree.

import type { DefinedFunction, ImportedFunction, Ir, IrStatement, Label, Local } from "./ir.ts";

export const i32 = (value: number): Ir => ({ kind: "const", type: "i32", value: value | 0 });
export const i64 = (value: number | bigint): Ir => ({ kind: "const", type: "i64", value: BigInt(value) });
export const f64 = (value: number): Ir => ({ kind: "const", type: "f64", value });
export const get = (local: Local): Ir => ({ kind: "get", local });
export const tee = (local: Local, value: Ir): Ir => ({ kind: "tee", local, value });
export const op = (name: string, ...args: readonly Ir[]): Ir => ({ kind: "op", op: name, args });
export const load = (name: string, address: Ir, offset = 0): Ir => ({ kind: "load", op: name, address, offset });
export const call = (callee: ImportedFunction | DefinedFunction, ...args: readonly Ir[]): Ir => ({
  kind: "call",
  callee,
  args,
});
export const after = (statements: readonly IrStatement[], value: Ir): Ir =>
  statements.length === 0 ? value : { kind: "after", statements, value };

export const set = (local: Local, value: Ir): IrStatement => ({ kind: "set", local, value });
export const store = (name: string, address: Ir, value: Ir, offset = 0): IrStatement => ({
  kind: "store",
  op: name,
  address,
  offset,
  value,
});
export const when = (test: Ir, then: readonly IrStatement[], otherwise: readonly IrStatement[] = []): IrStatement => ({
  kind: "if",
  test,
  then,
  otherwise,
});
export const block = (label: Label, body: readonly IrStatement[]): IrStatement => ({ kind: "block", label, body });
export const loop = (label: Label, body: readonly IrStatement[]): IrStatement => ({ kind: "loop", label, body });
export const branch = (label: Label, test?: Ir): IrStatement => ({ kind: "branch", label, test });
export const evaluate = (value: Ir): IrStatement => ({ kind: "evaluate", value, type: undefined });
export const leave = (value?: Ir): IrStatement => ({ kind: "return", value });
export const unreachable: IrStatement = { kind: "unreachable" };
