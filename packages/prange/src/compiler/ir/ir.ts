// The tree that lowering makes: WebAssembly's instructions as typed expressions and structured statements.

export type WasmType = "i32" | "i64" | "f32" | "f64" | "v128";

/** A local variable or parameter of a function: one object each. */
export interface Local {
  readonly type: WasmType;
  /** For the text form. */
  readonly name: string;
}

/** Where a branch goes: behind a block, or to the head of a loop. */
export interface Label {
  readonly name: string;
}

/** A function that the module imports from `env`. */
export interface ImportedFunction {
  readonly kind: "import";
  readonly name: string;
  readonly parameters: readonly WasmType[];
  readonly result: WasmType | undefined;
}

/** A function of the module. Its body is filled in after calls to it may have been made. */
export interface DefinedFunction {
  readonly kind: "function";
  readonly name: string;
  readonly parameters: readonly Local[];
  readonly result: WasmType | undefined;
  readonly exported: boolean;
  locals: readonly Local[];
  body: readonly IrStatement[];
}

export interface IrModule {
  readonly imports: readonly ImportedFunction[];
  readonly functions: readonly DefinedFunction[];
}

export type Ir =
  | { readonly kind: "const"; readonly type: WasmType; readonly value: number | bigint }
  | { readonly kind: "get"; readonly local: Local }
  /** Sets `local`, and is its value. */
  | { readonly kind: "tee"; readonly local: Local; readonly value: Ir }
  /** An instruction that takes its operands from `args`, such as `f64.add`. */
  | { readonly kind: "op"; readonly op: string; readonly args: readonly Ir[] }
  | { readonly kind: "load"; readonly op: string; readonly address: Ir; readonly offset: number }
  | { readonly kind: "call"; readonly callee: ImportedFunction | DefinedFunction; readonly args: readonly Ir[] }
  | { readonly kind: "choose"; readonly type: WasmType; readonly test: Ir; readonly then: Ir; readonly otherwise: Ir }
  /** The value of `value` after `statements`. */
  | { readonly kind: "after"; readonly statements: readonly IrStatement[]; readonly value: Ir };

export type IrStatement =
  | { readonly kind: "set"; readonly local: Local; readonly value: Ir }
  | { readonly kind: "store"; readonly op: string; readonly address: Ir; readonly offset: number; readonly value: Ir }
  | {
      readonly kind: "if";
      readonly test: Ir;
      readonly then: readonly IrStatement[];
      readonly otherwise: readonly IrStatement[];
    }
  | { readonly kind: "block"; readonly label: Label; readonly body: readonly IrStatement[] }
  | { readonly kind: "loop"; readonly label: Label; readonly body: readonly IrStatement[] }
  /** A jump to `label`, if `test` is not 0. */
  | { readonly kind: "branch"; readonly label: Label; readonly test: Ir | undefined }
  /** Evaluates `value` for its effect; `type` is that of the value to drop, if there is one. */
  | { readonly kind: "evaluate"; readonly value: Ir; readonly type: WasmType | undefined }
  | { readonly kind: "return"; readonly value: Ir | undefined }
  | { readonly kind: "unreachable" };
