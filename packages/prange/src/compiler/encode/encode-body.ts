// The binary form of one function's body.

import { instruction } from "../ir/instructions.ts";
import type { DefinedFunction, ImportedFunction, Ir, IrStatement, Label, Local } from "../ir/ir.ts";
import type { ByteWriter } from "./byte-writer.ts";
import { typeCode } from "./type-code.ts";

const EMPTY_TYPE = 0x40;
const END = 0x0b;

export class BodyWriter {
  readonly #out: ByteWriter;
  readonly #fn: DefinedFunction;
  readonly #functions: ReadonlyMap<ImportedFunction | DefinedFunction, number>;
  readonly #locals: ReadonlyMap<Local, number>;
  /** The blocks around the present instruction, innermost last; undefined for those that no branch names. */
  readonly #labels: (Label | undefined)[] = [];

  constructor(
    out: ByteWriter,
    fn: DefinedFunction,
    functions: ReadonlyMap<ImportedFunction | DefinedFunction, number>,
  ) {
    this.#out = out;
    this.#fn = fn;
    this.#functions = functions;
    this.#locals = new Map([...fn.parameters, ...fn.locals].map((local, index) => [local, index]));
  }

  write(): void {
    const out = this.#out;
    const runs: { type: number; count: number }[] = [];
    for (const { type } of this.#fn.locals) {
      const code = typeCode(type);
      const last = runs.at(-1);
      if (last?.type === code) last.count++;
      else runs.push({ type: code, count: 1 });
    }
    out.unsigned(runs.length);
    for (const { type, count } of runs) {
      out.unsigned(count);
      out.byte(type);
    }
    this.#statements(this.#fn.body);
    out.byte(END);
  }

  #statements(statements: readonly IrStatement[]): void {
    for (const statement of statements) this.#statement(statement);
  }

  #statement(statement: IrStatement): void {
    const out = this.#out;
    switch (statement.kind) {
      case "set":
        this.#expression(statement.value);
        out.byte(0x21);
        out.unsigned(this.#local(statement.local));
        break;
      case "store":
        this.#expression(statement.address);
        this.#expression(statement.value);
        this.#memory(statement.op, statement.offset);
        break;
      case "if":
        this.#expression(statement.test);
        out.bytes([0x04, EMPTY_TYPE]);
        this.#inside(undefined, () => {
          this.#statements(statement.then);
          if (statement.otherwise.length > 0) {
            out.byte(0x05);
            this.#statements(statement.otherwise);
          }
        });
        break;
      case "block":
      case "loop":
        out.bytes([statement.kind === "block" ? 0x02 : 0x03, EMPTY_TYPE]);
        this.#inside(statement.label, () => this.#statements(statement.body));
        break;
      case "branch":
        if (statement.test !== undefined) this.#expression(statement.test);
        out.byte(statement.test === undefined ? 0x0c : 0x0d);
        out.unsigned(this.#labels.length - 1 - this.#labels.lastIndexOf(statement.label));
        break;
      case "evaluate":
        this.#expression(statement.value);
        if (statement.type !== undefined) out.byte(0x1a);
        break;
      case "return":
        if (statement.value !== undefined) this.#expression(statement.value);
        out.byte(0x0f);
        break;
      case "unreachable":
        out.byte(0x00);
        break;
    }
  }

  #inside(label: Label | undefined, write: () => void): void {
    this.#labels.push(label);
    write();
    this.#labels.pop();
    this.#out.byte(END);
  }

  #expression(ir: Ir): void {
    const out = this.#out;
    switch (ir.kind) {
      case "const":
        this.#constant(ir.type, ir.value);
        break;
      case "get":
        out.byte(0x20);
        out.unsigned(this.#local(ir.local));
        break;
      case "tee":
        this.#expression(ir.value);
        out.byte(0x22);
        out.unsigned(this.#local(ir.local));
        break;
      case "op":
        for (const arg of ir.args) this.#expression(arg);
        out.bytes(instruction(ir.op));
        break;
      case "load":
        this.#expression(ir.address);
        this.#memory(ir.op, ir.offset);
        break;
      case "call":
        for (const arg of ir.args) this.#expression(arg);
        out.byte(0x10);
        out.unsigned(this.#functions.get(ir.callee)!);
        break;
      case "choose":
        this.#expression(ir.test);
        out.bytes([0x04, typeCode(ir.type)]);
        this.#inside(undefined, () => {
          this.#expression(ir.then);
          out.byte(0x05);
          this.#expression(ir.otherwise);
        });
        break;
      case "after":
        this.#statements(ir.statements);
        this.#expression(ir.value);
        break;
    }
  }

  #constant(type: string, value: number | bigint): void {
    const out = this.#out;
    if (type === "v128") {
      out.bytes([0xfd, 0x0c, ...new Uint8Array(16)]);
    } else if (type === "f64") {
      out.byte(0x44);
      out.f64(Number(value));
    } else {
      out.byte(type === "i32" ? 0x41 : 0x42);
      out.signed(value);
    }
  }

  /** A load or store. Alignment 0 promises nothing, and costs nothing on the processors there are. */
  #memory(name: string, offset: number): void {
    this.#out.bytes(instruction(name));
    this.#out.byte(0);
    this.#out.unsigned(offset);
  }

  #local(local: Local): number {
    return this.#locals.get(local)!;
  }
}
