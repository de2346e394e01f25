// Expressions whose value nobody uses, as statements.

import type { Expr, Method } from "../hir.ts";
import { op, when } from "../ir/build.ts";
import type { IrStatement } from "../ir/ir.ts";
import { storeAt } from "./elements.ts";
import type { FunctionContext } from "./function-context.ts";
import { lowerAssignment } from "./lower-assign.ts";
import { lowerCall } from "./lower-call.ts";
import { lowerCondition } from "./lower-condition.ts";
import { lowerPlace } from "./lower-element.ts";
import { lowerNumber } from "./lower-number.ts";
import { lowerView } from "./lower-view.ts";

export function lowerEffect(context: FunctionContext, expression: Expr): IrStatement[] {
  switch (expression.kind) {
    case "assign":
    case "update":
      return lowerAssignment(context, expression);
    case "sequence":
      return expression.expressions.flatMap((part) => lowerEffect(context, part));
    case "logical": {
      const test = lowerCondition(context, expression.left);
      const then = lowerEffect(context, expression.right);
      return [when(expression.op === "&&" ? test : op("i32.eqz", test), then)];
    }
    case "conditional": {
      const test = lowerCondition(context, expression.test);
      return [when(test, lowerEffect(context, expression.consequent), lowerEffect(context, expression.alternate))];
    }
    case "method":
      if (expression.name === "set") return [lowerSet(context, expression)];
      if (expression.name !== "get") return [...lowerView(context, expression).statements];
      break;
    case "call": {
      const { value, type } = lowerCall(context, expression);
      return [{ kind: "evaluate", value, type }];
    }
    case "number":
    case "boolean":
    case "read":
    case "new":
      return [];
    default:
      break;
  }
  const value = context.valueOf(expression);
  if (value.kind === "boolean") return [{ kind: "evaluate", value: lowerCondition(context, expression), type: "i32" }];
  if (value.kind !== "number") return [];
  return [{ kind: "evaluate", value: lowerNumber(context, expression).f64(), type: "f64" }];
}

function lowerSet(context: FunctionContext, expression: Method): IrStatement {
  const { element, address, offset } = lowerPlace(context, expression);
  return storeAt(element, address, offset, lowerNumber(context, expression.args.at(-1)!));
}
