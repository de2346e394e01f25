// What a condition's outcome says about the variables in it.

import type { Binary, ComparisonOp, Expr, Variable } from "../hir.ts";
import type { Inference } from "./inference.ts";
import type { NumberFacts } from "./number-facts.ts";
import { joinStates, type State } from "./state.ts";

/** What holds after `condition`, which has been evaluated, came out as `outcome`; undefined if it never does. */
export function assume(inference: Inference, condition: Expr, outcome: boolean, state: State): State {
  if (state === undefined) return undefined;
  switch (condition.kind) {
    case "boolean":
      return condition.value === outcome ? state : undefined;
    case "unary":
      return condition.op === "!" ? assume(inference, condition.argument, !outcome, state) : state;
    case "logical": {
      // A later operand may have changed what an earlier one compared.
      if (!isPure(condition)) return state;
      const left = assume(inference, condition.left, outcome, state);
      const both = (condition.op === "&&") === outcome;
      return both
        ? assume(inference, condition.right, outcome, left)
        : joinStates(left, assume(inference, condition.right, outcome, state));
    }
    case "binary":
      return isPure(condition) ? compared(inference, condition, outcome, state) : state;
    default:
      return state;
  }
}

const mirrored: Partial<Record<string, ComparisonOp>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
  "===": "===",
  "==": "===",
};
const opposite: Partial<Record<string, ComparisonOp>> = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "!==": "===",
  "!=": "===",
};

function compared(inference: Inference, { op, left, right }: Binary, outcome: boolean, state: State): State {
  const a = inference.values.get(left);
  const b = inference.values.get(right);
  if (a?.kind !== "number" || b?.kind !== "number") return state;
  // "not less" is "greater or equal" for numbers only: NaN is neither.
  const ordered = op === "===" || op === "==" || op === "!==" || op === "!=" || (!a.nan && !b.nan);
  const known = outcome ? op : ordered ? opposite[op] : undefined;
  const swapped = known && mirrored[known];
  if (known === undefined || swapped === undefined) return state;
  return refine(refine(state, variableOf(left), known as ComparisonOp, b), variableOf(right), swapped, a);
}

function variableOf(expression: Expr): Variable | undefined {
  return expression.kind === "read" ? expression.variable : undefined;
}

function refine(state: State, variable: Variable | undefined, op: ComparisonOp, bound: NumberFacts): State {
  const known = variable && state?.get(variable);
  if (variable === undefined || known === undefined || typeof known === "string" || known.kind !== "number")
    return state;
  const refined = { ...known, nan: false, ...limits(known, op, bound) };
  // An empty interval says that this is never reached; the code must have types all the same.
  if (refined.lo > refined.hi) return state;
  return new Map(state).set(variable, refined);
}

function limits(known: NumberFacts, op: ComparisonOp, bound: NumberFacts): Partial<NumberFacts> {
  const step = known.integer && bound.integer ? 1 : 0;
  const smaller = bound.extent === undefined ? bound.below : [...bound.below, bound.extent];
  switch (op) {
    case "<":
      return { hi: Math.min(known.hi, bound.hi - step), below: union(known.below, smaller) };
    case "<=":
      return { hi: Math.min(known.hi, bound.hi), below: union(known.below, bound.below) };
    case ">":
      return { lo: Math.max(known.lo, bound.lo + step) };
    case ">=":
      return { lo: Math.max(known.lo, bound.lo) };
    default:
      return {
        lo: Math.max(known.lo, bound.lo),
        hi: Math.min(known.hi, bound.hi),
        below: union(known.below, bound.below),
      };
  }
}

function union<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  return [...a, ...b.filter((item) => !a.includes(item))];
}

/** Whether evaluating `expression` changes no variable and nothing else. */
function isPure(expression: Expr): boolean {
  switch (expression.kind) {
    case "number":
    case "boolean":
    case "read":
      return true;
    case "unary":
      return isPure(expression.argument);
    case "binary":
    case "logical":
      return isPure(expression.left) && isPure(expression.right);
    case "conditional":
      return isPure(expression.test) && isPure(expression.consequent) && isPure(expression.alternate);
    case "element":
      return isPure(expression.object) && isPure(expression.index);
    case "property":
      return isPure(expression.object);
    case "math":
      return expression.args.every(isPure);
    case "method":
      return (
        expression.name === "get" &&
        isPure(expression.object) &&
        expression.args.every((arg) => arg === undefined || isPure(arg))
      );
    default:
      return false;
  }
}
