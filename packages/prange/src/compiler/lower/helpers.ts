// Functions that compiled code calls where one instruction is not enough: ToInt32, and the remainder of doubles.

import { branch, f64, get, i32, i64, leave, loop, op, set, unreachable, when } from "../ir/build.ts";
import type { DefinedFunction, Ir, Local } from "../ir/ir.ts";
import type { ModuleContext } from "./module-context.ts";

/** ToInt32 of any double: truncated, modulo 2^32. */
export function toInt32(module: ModuleContext): DefinedFunction {
  return module.helper("toInt32", () => {
    const x: Local = { type: "f64", name: "x" };
    const bits: Local = { type: "i64", name: "bits" };
    const shift: Local = { type: "i32", name: "shift" };
    return {
      kind: "function",
      name: "toInt32",
      parameters: [x],
      result: "i32",
      exported: false,
      locals: [bits, shift],
      body: [
        when(op("f64.lt", op("f64.abs", get(x)), f64(2 ** 63)), [
          leave(op("i32.wrap_i64", op("i64.trunc_sat_f64_s", get(x)))),
        ]),
        set(bits, op("i64.reinterpret_f64", get(x))),
        // x is an integer, ±significand · 2^shift, and only the significand's low bits can be among the low 32.
        set(shift, op("i32.sub", exponentBits(bits), i32(1075))),
        when(op("i32.ge_s", get(shift), i32(32)), [leave(i32(0))]),
        set(shift, op("i32.shl", op("i32.wrap_i64", get(bits)), get(shift))),
        leave(op("select", op("i32.sub", i32(0), get(shift)), get(shift), op("f64.lt", get(x), f64(0)))),
        unreachable,
      ],
    };
  });
}

/** The biased exponent of a double's bits. */
function exponentBits(bits: Local): Ir {
  return op("i32.and", op("i32.wrap_i64", op("i64.shr_u", get(bits), i64(52))), i32(0x7ff));
}

/**
 * `x % y` of doubles, exactly: x - n·y for the whole n that leaves less than y, with the sign of x.
 *
 * Both are integers times a power of two. The larger power is worked off ten bits at a time: a remainder below 2^53,
 * shifted by ten, is a positive 64-bit integer.
 */
export function remainder(module: ModuleContext): DefinedFunction {
  return module.helper("remainder", () => {
    const x: Local = { type: "f64", name: "x" };
    const y: Local = { type: "f64", name: "y" };
    const rest: Local = { type: "i64", name: "rest" };
    const divisor: Local = { type: "i64", name: "divisor" };
    const exponent: Local = { type: "i32", name: "exponent" };
    const apart: Local = { type: "i32", name: "apart" };
    const step: Local = { type: "i32", name: "step" };
    const next = { name: "next" };
    const magnitude = (of: Local) => op("f64.abs", get(of));
    const notFinite = (of: Local) => op("i32.eqz", op("f64.lt", magnitude(of), f64(Infinity)));
    const biased = (bits: Local, into: Local) => [
      set(into, exponentBits(bits)),
      set(bits, op("i64.and", get(bits), i64(2n ** 52n - 1n))),
      // Numbers below the normal ones have the smallest exponent, and no leading 1.
      when(get(into), [set(bits, op("i64.or", get(bits), i64(2n ** 52n)))], [set(into, i32(1))]),
    ];
    return {
      kind: "function",
      name: "remainder",
      parameters: [x, y],
      result: "f64",
      exported: false,
      locals: [rest, divisor, exponent, apart, step],
      body: [
        when(op("i32.or", notFinite(x), op("i32.eqz", op("f64.gt", magnitude(y), f64(0)))), [leave(f64(Number.NaN))]),
        when(op("f64.lt", magnitude(x), magnitude(y)), [leave(get(x))]),
        set(rest, op("i64.reinterpret_f64", get(x))),
        set(divisor, op("i64.reinterpret_f64", get(y))),
        ...biased(rest, apart),
        ...biased(divisor, exponent),
        set(apart, op("i32.sub", get(apart), get(exponent))),
        set(rest, op("i64.rem_u", get(rest), get(divisor))),
        when(op("i32.gt_s", get(apart), i32(0)), [
          loop(next, [
            set(step, op("select", get(apart), i32(10), op("i32.lt_s", get(apart), i32(10)))),
            set(rest, op("i64.rem_u", op("i64.shl", get(rest), op("i64.extend_i32_u", get(step))), get(divisor))),
            set(apart, op("i32.sub", get(apart), get(step))),
            branch(next, op("i32.gt_s", get(apart), i32(0))),
          ]),
        ]),
        when(op("i64.eqz", get(rest)), [leave(op("f64.copysign", f64(0), get(x)))]),
        // How far the leading 1 is below its place.
        set(step, op("i32.sub", op("i32.wrap_i64", op("i64.clz", get(rest))), i32(11))),
        when(
          op("i32.gt_s", get(exponent), get(step)),
          [
            set(rest, op("i64.xor", op("i64.shl", get(rest), op("i64.extend_i32_u", get(step))), i64(2n ** 52n))),
            set(exponent, op("i32.sub", get(exponent), get(step))),
            set(rest, op("i64.or", get(rest), op("i64.shl", op("i64.extend_i32_u", get(exponent)), i64(52)))),
          ],
          [set(rest, op("i64.shl", get(rest), op("i64.extend_i32_u", op("i32.sub", get(exponent), i32(1)))))],
        ),
        leave(op("f64.copysign", op("f64.reinterpret_i64", get(rest)), get(x))),
        unreachable,
      ],
    };
  });
}
