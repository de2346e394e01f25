// WebAssembly's instructions as functions that return their bytes, so that the allocator reads as expressions.

export type Code = readonly number[];

/** LEB128 of an unsigned number. */
export function unsigned(value: number): Code {
  const bytes: number[] = [];
  let rest = value >>> 0;
  while (rest >= 0x80) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  bytes.push(rest);
  return bytes;
}

/** LEB128 of a 32-bit signed number. */
function signed(value: number): Code {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    // The sign bit of the last byte has to be the number's own.
    if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) {
      bytes.push(low);
      return bytes;
    }
    bytes.push(low | 0x80);
  }
}

export const local = (index: number): Code => [0x20, ...unsigned(index)];
export const set = (index: number, value: Code): Code => [...value, 0x21, ...unsigned(index)];
export const i32 = (value: number): Code => [0x41, ...signed(value)];

const WORD = 2; // alignment exponent of a 32-bit access

export const load = (address: Code, offset = 0): Code => [...address, 0x28, WORD, ...unsigned(offset)];
export const store = (address: Code, value: Code, offset = 0): Code => [
  ...address,
  ...value,
  0x36,
  WORD,
  ...unsigned(offset),
];

const binary =
  (opcode: number) =>
  (left: Code, right: Code): Code => [...left, ...right, opcode];
const unary =
  (opcode: number) =>
  (value: Code): Code => [...value, opcode];

export const isZero = unary(0x45);
export const equal = binary(0x46);
export const different = binary(0x47);
export const below = binary(0x49); // unsigned <
export const atLeast = binary(0x4f); // unsigned >=
export const leadingZeros = unary(0x67);
export const trailingZeros = unary(0x68);
export const add = binary(0x6a);
export const subtract = binary(0x6b);
export const and = binary(0x71);
export const or = binary(0x72);
export const xor = binary(0x73);
export const shiftLeft = binary(0x74);
export const shiftRight = binary(0x76); // unsigned

export const when = (condition: Code, then: Code[], otherwise?: Code[]): Code => [
  ...condition,
  0x04,
  0x40,
  ...then.flat(),
  ...(otherwise ? [0x05, ...otherwise.flat()] : []),
  0x0b,
];
export const give = (value: Code): Code => [...value, 0x0f];

const atomic = (opcode: number, operands: Code[], offset: number): Code => [
  ...operands.flat(),
  0xfe,
  opcode,
  WORD,
  ...unsigned(offset),
];

export const atomicLoad = (address: Code): Code => atomic(0x10, [address], 0);
export const atomicAdd = (address: Code, value: Code): Code => atomic(0x1e, [address, value], 0);
export const atomicExchange = (address: Code, value: Code): Code => atomic(0x41, [address, value], 0);
export const atomicCompareExchange = (address: Code, expected: Code, value: Code): Code =>
  atomic(0x48, [address, expected, value], 0);
export const notifyAll = (address: Code): Code => [...atomic(0x00, [address, i32(-1)], 0), DROP];

const DROP = 0x1a;
export const drop = (value: Code): Code => [...value, DROP];

export const memoryPages: Code = [0x3f, 0x00];
export const memoryFill = (address: Code, byte: Code, length: Code): Code => [
  ...address,
  ...byte,
  ...length,
  0xfc,
  0x0b,
  0x00,
];
export const memoryCopy = (to: Code, from: Code, length: Code): Code => [
  ...to,
  ...from,
  ...length,
  0xfc,
  0x0a,
  0x00,
  0x00,
];
