// Encodes one small WebAssembly module: functions over `i32` and the heap's memory, nothing more than the allocator needs.

import { type Code, local, set, unsigned } from "./instructions.ts";

/** One exported function: all parameters, locals and the result are `i32`. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: number;
  readonly locals: number;
  readonly result: boolean;
  readonly body: Code;
}

/** A variable of a function under construction. */
export interface Variable {
  readonly get: Code;
  set(value: Code): Code;
}

/** Hands out the variables of one function; parameters come first. */
export class Variables {
  #count = 0;

  get count(): number {
    return this.#count;
  }

  next(): Variable {
    const index = this.#count++;
    return { get: local(index), set: (value) => set(index, value) };
  }
}

/**
 * Writes a function down.
 * @param parameters how many parameters `write` takes
 * @param write is given the parameters and a supply of further locals
 */
export function wasmFunction(
  name: string,
  parameters: number,
  result: boolean,
  write: (parameters: Variable[], variables: Variables) => Code[],
): WasmFunction {
  const variables = new Variables();
  const given = Array.from({ length: parameters }, () => variables.next());
  const body = write(given, variables).flat();
  return { name, parameters, locals: variables.count - parameters, result, body };
}

const I32 = 0x7f;
const SHARED_WITH_MAXIMUM = 0x03;
const PAGES = 65_536;

const vector = (items: Code[]): Code => [...unsigned(items.length), ...items.flat()];
const sized = (bytes: Code): Code => [...unsigned(bytes.length), ...bytes];
const text = (name: string): Code => sized([...new TextEncoder().encode(name)]);
const section = (id: number, bytes: Code): Code => [id, ...sized(bytes)];

/** The bytes of a module that imports `env.memory` and exports `functions`. */
export function encodeModule(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(
    (f): Code => [
      0x60,
      ...vector(Array.from({ length: f.parameters }, () => [I32])),
      ...vector(f.result ? [[I32]] : []),
    ],
  );
  const memory: Code = [
    ...text("env"),
    ...text("memory"),
    0x02,
    SHARED_WITH_MAXIMUM,
    ...unsigned(1),
    ...unsigned(PAGES),
  ];
  const exports = functions.map((f, index): Code => [...text(f.name), 0x00, ...unsigned(index)]);
  const bodies = functions.map((f): Code => {
    const locals = vector(f.locals > 0 ? [[...unsigned(f.locals), I32]] : []);
    return sized([...locals, ...f.body, 0x0b]);
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, vector(types)),
    ...section(2, vector([memory])),
    ...section(3, vector(functions.map((_, index) => [...unsigned(index)]))),
    ...section(7, vector(exports)),
    ...section(10, vector(bodies)),
  ]);
}
