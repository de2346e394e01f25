// The states from statement to statement, around loops until nothing new can happen.

import { mistyped, unsupported } from "../bind/context.ts";
import type { Count, Expr, Loop, Return, Stmt } from "../hir.ts";
import { assume } from "./assume.ts";
import { counterStep } from "./counter.ts";
import { evaluate, evaluateCondition, evaluateNumber } from "./evaluate.ts";
import type { Inference } from "./inference.ts";
import { anyNumber, integers, MAX_I32, MIN_I32, type NumberFacts } from "./number-facts.ts";
import { isWithinState, joinStates, type State, widenStates } from "./state.ts";
import { isScalar, join, typeName } from "./value.ts";

/** Follows `statement` from the present state. */
export function execute(inference: Inference, statement: Stmt): void {
  if (inference.state === undefined) return;
  inference.reached.add(statement);
  switch (statement.kind) {
    case "block":
      for (const inner of statement.body) execute(inference, inner);
      if (statement.target) {
        inference.state = joinStates(inference.state, inference.breaks.get(statement.target));
        inference.breaks.delete(statement.target);
      }
      break;
    case "declare": {
      const { variable, init } = statement;
      if (init === undefined) inference.state = new Map(inference.state).set(variable, "unset");
      else inference.store(variable, evaluate(inference, init), statement.span);
      break;
    }
    case "evaluate":
      evaluate(inference, statement.expression, "effect");
      break;
    case "if": {
      evaluateCondition(inference, statement.test);
      const tested = inference.state;
      inference.state = assume(inference, statement.test, true, tested);
      execute(inference, statement.consequent);
      const after = inference.state;
      inference.state = assume(inference, statement.test, false, tested);
      if (statement.alternate) execute(inference, statement.alternate);
      inference.state = joinStates(after, inference.state);
      break;
    }
    case "loop":
      executeLoop(inference, statement);
      break;
    case "count":
      executeCount(inference, statement);
      break;
    case "break":
      inference.jump(inference.breaks, statement.target);
      break;
    case "continue":
      inference.jump(inference.continues, statement.target);
      break;
    case "return":
      executeReturn(inference, statement);
      break;
  }
}

function executeReturn(inference: Inference, { value, span }: Return): void {
  if (value !== undefined || inference.result !== undefined) {
    // `return f(x)` of a function without a value is a plain return.
    const returned =
      value === undefined
        ? ({ kind: "nothing" } as const)
        : evaluate(inference, value, value.kind === "call" ? "effect" : "value");
    const all = inference.result === undefined ? returned : join(inference.result, returned);
    if (all === undefined) {
      mistyped(
        inference,
        span,
        `this returns ${typeName(returned)}, an earlier return ${typeName(inference.result!)}`,
        "Return values of one type.",
      );
    }
    if (!isScalar(all) && all.kind !== "nothing") {
      unsupported(inference, span, `${typeName(all)} cannot be returned`, "Write into an array that is an argument.");
    }
    inference.result = all;
  } else {
    inference.result = { kind: "nothing" };
  }
  inference.state = undefined;
}

/**
 * Repeats `round`, which leads from a state at the loop's head to one at its end, until no head is new.
 *
 * A loop inside another begins with the head that was found before, so that it takes one round and not all of them anew:
 * nested loops would multiply. States only grow while an outer loop is repeated, so the earlier head is among the later ones.
 */
function untilStable(inference: Inference, loop: Loop | Count, round: () => void): State {
  let head = joinStates(inference.heads.get(loop), inference.state);
  for (let rounds = 0; ; rounds++) {
    inference.breaks.delete(loop.target);
    inference.continues.delete(loop.target);
    inference.state = head;
    round();
    if (isWithinState(inference.state, head)) {
      inference.heads.set(loop, head);
      return head;
    }
    head = rounds === 0 ? joinStates(head, inference.state) : widenStates(head, inference.state);
  }
}

function rejoin(inference: Inference, loop: Loop | Count): void {
  inference.state = joinStates(inference.state, inference.continues.get(loop.target));
}

function executeLoop(inference: Inference, loop: Loop): void {
  for (const statement of loop.init) execute(inference, statement);
  const step = counterStep(loop);
  if (step !== undefined) inference.counterSteps.add(step);
  let left: State;
  const testNow = (test: Expr | undefined) => {
    left = undefined;
    if (test === undefined || inference.state === undefined) return;
    evaluateCondition(inference, test);
    const tested = inference.state;
    left = assume(inference, test, false, tested);
    inference.state = assume(inference, test, true, tested);
  };
  untilStable(inference, loop, () => {
    if (loop.testFirst) testNow(loop.test);
    execute(inference, loop.body);
    rejoin(inference, loop);
    if (!loop.testFirst) testNow(loop.test);
    if (loop.update !== undefined && inference.state !== undefined) evaluate(inference, loop.update, "effect");
  });
  inference.state = joinStates(left, inference.breaks.get(loop.target));
}

function executeCount(inference: Inference, loop: Count): void {
  const start = loop.start === undefined ? integers(0, 0) : clip(evaluateNumber(inference, loop.start));
  const stop = clip(evaluateNumber(inference, loop.stop));
  const counted: NumberFacts = {
    ...integers(start.lo, Math.max(start.lo, stop.hi - 1)),
    below: stop.extent === undefined ? stop.below : [...stop.below, stop.extent],
  };
  const partials = inference.parallel.get(loop) ?? [];
  // Inside, a reduction's variable is a partial, which starts anywhere.
  for (const variable of partials) inference.store(variable, anyNumber, loop.span);
  const head = untilStable(inference, loop, () => {
    inference.store(loop.variable, counted, loop.variable.span);
    execute(inference, loop.body);
    rejoin(inference, loop);
  });
  inference.state = joinStates(head, inference.breaks.get(loop.target));
}

/** A bound after the check that it is a 32-bit integer. */
function clip(facts: NumberFacts): NumberFacts {
  return {
    ...facts,
    lo: Math.max(facts.lo, MIN_I32),
    hi: Math.min(facts.hi, MAX_I32),
    integer: true,
    nan: false,
    negativeZero: false,
  };
}
