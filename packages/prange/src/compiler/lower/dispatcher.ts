// `main` of a program in two forms: looks at the numbers that it is called with, and runs the form that they fit.

import { MAX_LENGTH } from "../infer/number-facts.ts";
import { call, evaluate, get, i32, leave, op, set, unreachable, when } from "../ir/build.ts";
import type { DefinedFunction, Ir, IrStatement, Local } from "../ir/ir.ts";
import type { Form } from "./lower.ts";
import { flattenParameters } from "./parameters.ts";

/** @param mains - the forms' functions: for counts, and for any numbers */
export function dispatcher(forms: readonly Form[], mains: readonly DefinedFunction[]): DefinedFunction {
  const [integerForm, general] = forms as readonly [Form, Form];
  const [integerMain, generalMain] = mains as readonly [DefinedFunction, DefinedFunction];
  const own: Local[] = ["frame", "scratch"].map((name) => ({ type: "i32", name }));
  const flattened = flattenParameters(general.instance);
  const locals: Local[] = [];
  const whole = new Map<number, Local>();
  const fits: Ir[] = [];
  const conversions: IrStatement[] = [];
  for (const index of integerForm.counts) {
    const [number] = flattened[index]!.locals as readonly [Local];
    const integer: Local = { type: "i32", name: `${number.name}.integer` };
    locals.push(integer);
    whole.set(index, integer);
    conversions.push(set(integer, op("i32.trunc_sat_f64_s", get(number))));
    fits.push(isCount(number, integer));
  }
  const args = (integer: boolean) =>
    flattened.flatMap((parameter, index) => {
      const count = integer ? whole.get(index) : undefined;
      return (count === undefined ? parameter.locals : [count]).map(get);
    });
  const run = (main: DefinedFunction, integer: boolean): IrStatement[] => {
    const value = call(main, ...own.map(get), ...args(integer));
    return main.result === undefined ? [evaluate(value), leave()] : [leave(value)];
  };
  return {
    kind: "function",
    name: "main",
    parameters: [...own, ...flattened.flatMap((parameter) => parameter.locals)],
    result: generalMain.result,
    exported: true,
    locals,
    body: [
      ...conversions,
      when(
        fits.reduce((all, fit) => op("i32.and", all, fit)),
        run(integerMain, true),
      ),
      ...run(generalMain, false),
      unreachable,
    ],
  };
}

/** Whether a double is an integer of `[0, MAX_LENGTH]`. Bits are compared, because -0 is not. */
function isCount(number: Local, integer: Local): Ir {
  const bits = (value: Ir) => op("i64.reinterpret_f64", value);
  return op(
    "i32.and",
    op("i64.eq", bits(op("f64.convert_i32_s", get(integer))), bits(get(number))),
    op("i32.le_u", get(integer), i32(MAX_LENGTH)),
  );
}
