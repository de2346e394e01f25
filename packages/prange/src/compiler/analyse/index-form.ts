// Index expressions as polynomials, read inside one parallel loop and the functions that it calls.

import type { Count, Expr, Loop, Stmt, Variable } from "../hir.ts";
import { counterStep } from "../infer/counter.ts";
import type { Instance } from "../infer/inference.ts";
import { type Extent, isI32, type NumberFacts } from "../infer/number-facts.ts";
import { assignedIn, declaredIn, walk, walkExpression } from "../walk.ts";
import { add, constant, multiply, numberIn, type Polynomial, scale, symbol, zero } from "./polynomial.ts";
import type { Symbols } from "./symbols.ts";

/** A function's code as far as a parallel loop runs it: the loop's body, or that of a function that it calls. */
export interface Frame {
  readonly instance: Instance;
  readonly body: Stmt;
  /** What is known of its scalar parameters, or of the loop's variable. */
  readonly given: ReadonlyMap<Variable, Polynomial>;
  /** The lengths that are the same in all iterations, as symbols or numbers. */
  readonly lengths: ReadonlyMap<Extent, Polynomial>;
  /** Whether variables from outside of the body exist, which all iterations share. */
  readonly isLoop: boolean;
}

type Counter = { readonly loop: Loop | Count; readonly body: Stmt };

/** Reads the expressions of a frame. */
export class IndexForms {
  readonly #frame: Frame;
  readonly #symbols: Symbols;
  readonly #assigned: ReadonlySet<Variable>;
  readonly #declared: ReadonlySet<Variable>;
  readonly #everAssigned: ReadonlySet<Variable>;
  readonly #initialisers = new Map<Variable, Expr>();
  readonly #counters = new Map<Variable, Counter>();
  // One value in one iteration, however often it is read there.
  readonly #known = new Map<Expr | Loop | Count, Polynomial>();

  constructor(frame: Frame, symbols: Symbols) {
    this.#frame = frame;
    this.#symbols = symbols;
    this.#assigned = assignedIn(frame.body);
    this.#declared = declaredIn(frame.body);
    this.#everAssigned = assignedIn(frame.instance.bound.body);
    walk(
      frame.instance.bound.body,
      (statement) => {
        if (statement.kind === "declare" && statement.init) this.#initialisers.set(statement.variable, statement.init);
      },
      () => {},
    );
    walk(
      frame.body,
      (statement) => {
        if (statement.kind === "count")
          this.#counters.set(statement.variable, { loop: statement, body: statement.body });
        const step = statement.kind === "loop" && statement.testFirst ? counterStep(statement) : undefined;
        if (step?.target.kind === "read" && statement.kind === "loop")
          this.#counters.set(step.target.variable, { loop: statement, body: statement.body });
      },
      () => {},
    );
  }

  /** `expression` as a polynomial; what is no sum or product is a symbol in it. */
  of(expression: Expr): Polynomial {
    const facts = this.#facts(expression);
    if (facts !== undefined && facts.lo === facts.hi && !facts.nan && Number.isFinite(facts.lo))
      return constant(facts.lo);
    const length = facts?.extent && this.#frame.lengths.get(facts.extent);
    if (length !== undefined) return length;
    switch (expression.kind) {
      case "number":
        return constant(expression.value);
      case "read":
        return this.#ofVariable(expression, expression.variable);
      case "unary":
        if (expression.op === "+" || expression.op === "-")
          return scale(this.of(expression.argument), expression.op === "-" ? -1 : 1);
        break;
      case "sequence":
        return this.of(expression.expressions.at(-1)!);
      case "binary": {
        const { op, left, right } = expression;
        if (op === "+" || op === "-") return add(this.of(left), this.of(right), op === "-" ? -1 : 1);
        if (op === "*") return multiply(this.of(left), this.of(right));
        if (this.#changesNothing(op, left, right)) return this.of(left);
        break;
      }
      case "math": {
        const [argument] = expression.args;
        const rounds = ["floor", "ceil", "round", "trunc"].includes(expression.name);
        if (rounds && argument !== undefined && this.#facts(argument)?.integer) return this.of(argument);
        break;
      }
    }
    return this.#opaque(expression);
  }

  #facts(expression: Expr): NumberFacts | undefined {
    const value = this.#frame.instance.types.values.get(expression);
    return value?.kind === "number" ? value : undefined;
  }

  /** Whether an operation gives its left operand: `i % n` for an i that is less than n, `i | 0`, and the like. */
  #changesNothing(op: string, left: Expr, right: Expr): boolean {
    const facts = this.#facts(left);
    const other = numberIn(this.of(right));
    if (facts === undefined || other === undefined || !isI32(facts)) return false;
    if (op === "|" || op === "^" || op === ">>" || op === "<<") return other === 0;
    if (op === "%") return facts.lo >= 0 && facts.hi < other;
    const mask = op === "&" && Number.isInteger(Math.log2(other + 1));
    return mask && facts.lo >= 0 && facts.hi <= other;
  }

  #ofVariable(read: Expr, variable: Variable): Polynomial {
    const { given, isLoop, body } = this.#frame;
    const known = given.get(variable);
    if (known !== undefined)
      return !this.#assigned.has(variable) || isUntouched(body, read, variable) ? known : this.#opaque(read);
    const counter = this.#counters.get(variable);
    if (counter !== undefined) return this.#ofCounter(read, variable, counter);
    const init = this.#initialisers.get(variable);
    if (isLoop && !this.#declared.has(variable)) {
      if (this.#assigned.has(variable)) return this.#opaque(read);
      return init !== undefined && this.#isSettled(variable, init) ? this.of(init) : this.#shared(variable);
    }
    return init === undefined || this.#everAssigned.has(variable) ? this.#opaque(read) : this.of(init);
  }

  /** A number from outside of the loop, which does not change while it runs. */
  #shared(variable: Variable): Polynomial {
    const facts = this.#frame.instance.types.stored.get(variable);
    const integer = facts?.kind === "number" && facts.integer && !facts.nan;
    // A number that is a parameter is looked at when the function is called.
    const whole = integer || variable.parameter !== undefined;
    return this.#symbols.fixed(variable, integer ? facts.lo : -Infinity, whole);
  }

  /** Whether a variable from outside is, all the time, the sum or product that it was declared as. */
  #isSettled(variable: Variable, init: Expr): boolean {
    if (this.#everAssigned.has(variable)) return false;
    let settled = true;
    walkExpression(init, (part) => {
      if (part.kind === "read") {
        const scalar = this.#facts(part) !== undefined;
        const inner = this.#initialisers.get(part.variable);
        settled &&= !scalar || part.variable.parameter !== undefined || inner !== undefined;
        settled &&= !this.#everAssigned.has(part.variable);
        if (scalar && inner !== undefined) settled &&= this.#isSettled(part.variable, inner);
      } else if (part.kind === "property" || part.kind === "element") {
        settled &&= this.#frame.lengths.has(this.#facts(part)?.extent ?? {}) || this.#facts(part) === undefined;
      } else {
        settled &&= part.kind === "number" || (part.kind === "binary" && ["+", "-", "*"].includes(part.op));
      }
    });
    return settled;
  }

  #ofCounter(read: Expr, variable: Variable, { loop, body }: Counter): Polynomial {
    const inside = read.span.start >= body.span.start && read.span.end <= body.span.end;
    if (!inside || assignedIn(body).has(variable)) return this.#opaque(read);
    let form = this.#known.get(loop);
    if (form === undefined) {
      form = loop.kind === "count" ? this.#counted(loop) : this.#stepped(loop, variable);
      if (form === undefined) return this.#opaque(read);
      this.#known.set(loop, form);
    }
    return form;
  }

  #counted(loop: Count): Polynomial {
    const start = loop.start === undefined ? zero : this.of(loop.start);
    return add(start, this.#rounds(this.#spans(loop.stop, start, 1, 1)));
  }

  #stepped(loop: Loop, variable: Variable): Polynomial | undefined {
    const step = counterStep(loop)!;
    const init = this.#initialisers.get(variable);
    if (init === undefined || !loop.init.some((each) => each.kind === "declare" && each.variable === variable))
      return undefined;
    const size = step.kind === "assign" && step.value.kind === "number" ? step.value.value : 1;
    const down = step.kind === "update" ? step.op === "--" : step.op === "-";
    const by = down ? -size : size;
    if (by === 0) return undefined;
    const start = this.of(init);
    const spans = limitsOf(loop.test, variable, by > 0).flatMap(({ stop, inclusive }) =>
      this.#spans(stop, start, Math.sign(by), inclusive ? 0 : 1),
    );
    const each = spans.map((span) => scale(span, 1 / Math.abs(by)));
    return add(start, this.#rounds(each), by);
  }

  /** The greatest distances from `start` of a counter that `stop` ends; several, where stop is the least of several. */
  #spans(stop: Expr, start: Polynomial, direction: number, gap: number): Polynomial[] {
    const least =
      stop.kind === "read" && !this.#everAssigned.has(stop.variable)
        ? this.#initialisers.get(stop.variable)
        : undefined;
    const limit = least?.kind === "math" ? least : stop;
    const extreme = direction > 0 ? "min" : "max";
    const stops = limit.kind === "math" && limit.name === extreme ? limit.args : [stop];
    return stops.map((each) => add(scale(add(this.of(each), start, -1), direction), constant(gap), -1));
  }

  /** A symbol for the rounds of a loop: whole numbers from 0 to the span that says most. */
  #rounds(spans: readonly Polynomial[]): Polynomial {
    const plain = spans.find((span) => this.#symbols.varyingIn(span).size === 0);
    const bounds = spans.map((span) => this.#symbols.greatest(span)).filter((bound) => bound !== undefined);
    return symbol(this.#symbols.varying({ lo: zero, hi: plain ?? bounds[0], integer: true }));
  }

  #opaque(expression: Expr): Polynomial {
    const known = this.#known.get(expression);
    if (known !== undefined) return known;
    const facts = this.#facts(expression);
    const integer = facts?.integer === true && !facts.nan;
    const bound = (value: number | undefined) =>
      integer && value !== undefined && Number.isFinite(value) ? constant(value) : undefined;
    const form = symbol(this.#symbols.varying({ lo: bound(facts?.lo), hi: bound(facts?.hi), integer }));
    this.#known.set(expression, form);
    return form;
  }
}

/** Whether `read` stands in a statement of `body` before the first that assigns to `variable`. */
function isUntouched(body: Stmt, read: Expr, variable: Variable): boolean {
  const statements = body.kind === "block" ? body.body : [body];
  if (statements.length === 1 && statements[0]!.kind === "block") return isUntouched(statements[0]!, read, variable);
  const first = statements.find((statement) => assignedIn(statement).has(variable));
  return first === undefined || read.span.end <= first.span.start;
}

/** What `variable` is compared with in order for the loop to go on. */
function limitsOf(test: Expr | undefined, variable: Variable, up: boolean): { stop: Expr; inclusive: boolean }[] {
  if (test?.kind === "logical" && test.op === "&&")
    return [...limitsOf(test.left, variable, up), ...limitsOf(test.right, variable, up)];
  if (test?.kind !== "binary") return [];
  const { op, left, right } = test;
  const isCounter = (side: Expr) => side.kind === "read" && side.variable === variable;
  const [below, upTo, above, downTo] = ["<", "<=", ">", ">="];
  if (isCounter(left) && (op === (up ? below : above) || op === (up ? upTo : downTo)))
    return [{ stop: right, inclusive: op.length === 2 }];
  if (isCounter(right) && (op === (up ? above : below) || op === (up ? downTo : upTo)))
    return [{ stop: left, inclusive: op.length === 2 }];
  return [];
}
