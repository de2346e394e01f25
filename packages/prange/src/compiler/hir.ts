// The tree that binding makes of a function's syntax: names are variables, and what is captured is what it stands for.

import type { SourceText, Span } from "../source-excerpt.ts";
import type { ElementType } from "./program.ts";

/** A parameter or local variable: one object for each declaration, so identity is scope. */
export interface Variable {
  readonly name: string;
  readonly span: Span;
  readonly mutable: boolean;
  /** The function's parameter of this index, if it is one. */
  readonly parameter?: number;
}

/** A function as bound, before its parameters have types. */
export interface BoundFunction {
  readonly fn: Function;
  /** For messages. */
  readonly name: string;
  readonly text: SourceText;
  readonly parameters: readonly Variable[];
  readonly body: Block;
  readonly span: Span;
}

export type ArithmeticOp = "+" | "-" | "*" | "/" | "%" | "**";
export type BitwiseOp = "&" | "|" | "^" | "<<" | ">>" | ">>>";
export type ComparisonOp = "<" | "<=" | ">" | ">=" | "===" | "!==" | "==" | "!=";
/** The operators of `a op b`, and of `a op= b` for the first two kinds. */
export type BinaryOp = ArithmeticOp | BitwiseOp | ComparisonOp;
export type CompoundOp = ArithmeticOp | BitwiseOp;

export type Expr =
  | NumberLiteral
  | BooleanLiteral
  | Read
  | Unary
  | Binary
  | Logical
  | Conditional
  | Assign
  | Update
  | Element
  | Property
  | Method
  | MathCall
  | Call
  | NewArray
  | Sequence;

export interface NumberLiteral {
  readonly kind: "number";
  readonly span: Span;
  readonly value: number;
}
interface BooleanLiteral {
  readonly kind: "boolean";
  readonly span: Span;
  readonly value: boolean;
}
export interface Read {
  readonly kind: "read";
  readonly span: Span;
  readonly variable: Variable;
}
export interface Unary {
  readonly kind: "unary";
  readonly span: Span;
  readonly op: "-" | "+" | "!" | "~";
  readonly argument: Expr;
}
export interface Binary {
  readonly kind: "binary";
  readonly span: Span;
  readonly op: BinaryOp;
  readonly left: Expr;
  readonly right: Expr;
}
export interface Logical {
  readonly kind: "logical";
  readonly span: Span;
  readonly op: "&&" | "||";
  readonly left: Expr;
  readonly right: Expr;
}
export interface Conditional {
  readonly kind: "conditional";
  readonly span: Span;
  readonly test: Expr;
  readonly consequent: Expr;
  readonly alternate: Expr;
}
/** `target = value`, or `target op= value`. */
export interface Assign {
  readonly kind: "assign";
  readonly span: Span;
  readonly target: Read | Element;
  readonly op: CompoundOp | undefined;
  readonly value: Expr;
}
export interface Update {
  readonly kind: "update";
  readonly span: Span;
  readonly target: Read | Element;
  readonly op: "++" | "--";
  readonly prefix: boolean;
}
/** `object[index]`. */
export interface Element {
  readonly kind: "element";
  readonly span: Span;
  readonly object: Expr;
  readonly index: Expr;
}
/** `object.name`. */
export interface Property {
  readonly kind: "property";
  readonly span: Span;
  readonly object: Expr;
  readonly name: string;
}
/** `object.name(...args)`; a `null` or missing argument is undefined, which views read as "keep the axis". */
export interface Method {
  readonly kind: "method";
  readonly span: Span;
  readonly object: Expr;
  readonly name: string;
  readonly args: readonly (Expr | undefined)[];
}
/** A call of a member of the global `Math`. */
export interface MathCall {
  readonly kind: "math";
  readonly span: Span;
  readonly name: string;
  readonly args: readonly Expr[];
}
/** A call of a captured function, which is compiled too. */
export interface Call {
  readonly kind: "call";
  readonly span: Span;
  readonly callee: BoundFunction;
  readonly args: readonly Expr[];
}
/** `new Float64Array(length)`: memory of this execution, zeroed. */
export interface NewArray {
  readonly kind: "new";
  readonly span: Span;
  readonly element: ElementType;
  readonly length: number;
}
interface Sequence {
  readonly kind: "sequence";
  readonly span: Span;
  /** At least two; the last is the value. */
  readonly expressions: readonly Expr[];
}

export type Stmt = Block | Declare | Evaluate | If | Loop | Count | Break | Continue | Return;

interface Block {
  readonly kind: "block";
  readonly span: Span;
  readonly body: readonly Stmt[];
  /** Set where a labelled block is the target of a `break`. */
  readonly target?: Target;
}
export interface Declare {
  readonly kind: "declare";
  readonly span: Span;
  readonly variable: Variable;
  readonly init: Expr | undefined;
}
interface Evaluate {
  readonly kind: "evaluate";
  readonly span: Span;
  readonly expression: Expr;
}
interface If {
  readonly kind: "if";
  readonly span: Span;
  readonly test: Expr;
  readonly consequent: Stmt;
  readonly alternate: Stmt | undefined;
}
/** `while`, `do` and `for`: what differs is when the test is first made, and what happens between two rounds. */
export interface Loop {
  readonly kind: "loop";
  readonly span: Span;
  readonly target: Target;
  readonly init: readonly Stmt[];
  readonly test: Expr | undefined;
  readonly testFirst: boolean;
  readonly update: Expr | undefined;
  readonly body: Stmt;
}
/** `for (const variable of prange(start, stop))`, or of `range`. */
export interface Count {
  readonly kind: "count";
  readonly span: Span;
  /** The head of the loop, for messages. */
  readonly head: Span;
  readonly target: Target;
  readonly marker: "prange" | "range";
  readonly variable: Variable;
  readonly start: Expr | undefined;
  readonly stop: Expr;
  readonly body: Stmt;
}
/** What `break` and `continue` name: one object for each loop or labelled block. */
export interface Target {
  readonly label: string | undefined;
  /** Whether a `break` without a label may mean it. */
  readonly loop: boolean;
}
interface Break {
  readonly kind: "break";
  readonly span: Span;
  readonly target: Target;
}
interface Continue {
  readonly kind: "continue";
  readonly span: Span;
  readonly target: Target;
}
export interface Return {
  readonly kind: "return";
  readonly span: Span;
  readonly value: Expr | undefined;
}
