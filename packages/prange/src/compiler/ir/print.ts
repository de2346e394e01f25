// The tree as WebAssembly's text form, for people and for snapshots.

import type { DefinedFunction, ImportedFunction, Ir, IrModule, IrStatement, Label, Local } from "./ir.ts";

/** The module as text. */
export function print(module: IrModule): string {
  const imports = module.imports.map(
    (imported) => `  (import "env" "${imported.name}" (func $${imported.name}${signature(imported)}))`,
  );
  const memory = '  (import "env" "memory" (memory 1 65536 shared))';
  return ["(module", memory, ...imports, ...module.functions.map((defined) => printFunction(defined)), ")", ""].join(
    "\n",
  );
}

function signature({ parameters, result }: ImportedFunction): string {
  const inputs = parameters.length === 0 ? "" : ` (param ${parameters.join(" ")})`;
  return result === undefined ? inputs : `${inputs} (result ${result})`;
}

/** One function as text, indented as inside a module. */
export function printFunction(defined: DefinedFunction): string {
  const names = new Names([...defined.parameters, ...defined.locals]);
  const exported = defined.exported ? ` (export "${defined.name}")` : "";
  const parameters = defined.parameters.map((local) => ` (param ${names.local(local)} ${local.type})`).join("");
  const result = defined.result === undefined ? "" : ` (result ${defined.result})`;
  const locals = defined.locals.map((local) => `    (local ${names.local(local)} ${local.type})`);
  const body = defined.body.flatMap((statement) => printStatement(names, statement, "    "));
  return [`  (func $${defined.name}${exported}${parameters}${result}`, ...locals, ...body, "  )"].join("\n");
}

/** Names of locals and labels, made different where the source has the same name twice. */
class Names {
  readonly #locals = new Map<Local, string>();
  readonly #labels = new Map<Label, string>();
  readonly #taken = new Set<string>();

  constructor(locals: readonly Local[]) {
    for (const local of locals) this.#locals.set(local, this.#fresh(local.name));
  }

  local(local: Local): string {
    return this.#locals.get(local) ?? `$${local.name}`;
  }

  label(label: Label): string {
    const name = this.#labels.get(label) ?? this.#fresh(label.name);
    this.#labels.set(label, name);
    return name;
  }

  #fresh(name: string): string {
    const base = `$${name.replace(/[^\w.]/g, "_")}`;
    let candidate = base;
    for (let count = 2; this.#taken.has(candidate); count++) candidate = `${base}.${count}`;
    this.#taken.add(candidate);
    return candidate;
  }
}

function printStatement(names: Names, statement: IrStatement, indent: string): string[] {
  const inner = (body: readonly IrStatement[], deeper = indent) =>
    body.flatMap((part) => printStatement(names, part, `${deeper}  `));
  const value = (ir: Ir) => printExpression(names, ir, indent);
  switch (statement.kind) {
    case "set":
      return [`${indent}(local.set ${names.local(statement.local)} ${value(statement.value)})`];
    case "store":
      return [
        `${indent}(${statement.op}${offset(statement.offset)} ${value(statement.address)} ${value(statement.value)})`,
      ];
    case "if": {
      const then = [`${indent}  (then`, ...inner(statement.then, `${indent}  `), `${indent}  )`];
      const otherwise =
        statement.otherwise.length === 0
          ? []
          : [`${indent}  (else`, ...inner(statement.otherwise, `${indent}  `), `${indent}  )`];
      return [`${indent}(if ${value(statement.test)}`, ...then, ...otherwise, `${indent})`];
    }
    case "block":
    case "loop":
      return [`${indent}(${statement.kind} ${names.label(statement.label)}`, ...inner(statement.body), `${indent})`];
    case "branch":
      return [
        statement.test === undefined
          ? `${indent}(br ${names.label(statement.label)})`
          : `${indent}(br_if ${names.label(statement.label)} ${value(statement.test)})`,
      ];
    case "evaluate":
      return [
        statement.type === undefined
          ? `${indent}${value(statement.value)}`
          : `${indent}(drop ${value(statement.value)})`,
      ];
    case "return":
      return [statement.value === undefined ? `${indent}(return)` : `${indent}(return ${value(statement.value)})`];
    case "unreachable":
      return [`${indent}(unreachable)`];
  }
}

function printExpression(names: Names, ir: Ir, indent: string): string {
  const value = (part: Ir) => printExpression(names, part, indent);
  switch (ir.kind) {
    case "const":
      return `(${ir.type}.const ${ir.type === "v128" ? "i64x2 0 0" : constant(ir.value)})`;
    case "get":
      return `(local.get ${names.local(ir.local)})`;
    case "tee":
      return `(local.tee ${names.local(ir.local)} ${value(ir.value)})`;
    case "op":
      return `(${[ir.op, ...ir.args.map(value)].join(" ")})`;
    case "load":
      return `(${ir.op}${offset(ir.offset)} ${value(ir.address)})`;
    case "call":
      return `(${["call", `$${ir.callee.name}`, ...ir.args.map(value)].join(" ")})`;
    case "choose":
      return `(if (result ${ir.type}) ${value(ir.test)} (then ${value(ir.then)}) (else ${value(ir.otherwise)}))`;
    case "after": {
      // Statements inside an expression leave nothing on the stack, so in the text form they stand in its place.
      const before = ir.statements.flatMap((statement) => printStatement(names, statement, `${indent}  `));
      return `\n${before.join("\n")}\n${indent}  ${value(ir.value)}`;
    }
  }
}

function constant(value: number | bigint): string {
  if (typeof value === "bigint") return String(value);
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return Object.is(value, -0) ? "-0" : String(value);
}

function offset(bytes: number): string {
  return bytes === 0 ? "" : ` offset=${bytes}`;
}
