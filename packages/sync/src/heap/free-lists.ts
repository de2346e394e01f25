// The index over free blocks: a list for each class of sizes and two levels of bits that say which lists are not empty.
//
// Two-level segregated fit: M. Masmano, I. Ripoll, A. Crespo, J. Real, "TLSF: a new dynamic memory allocator for
// real-time systems" (2004). A size of q quads with highest bit h >= 4 has the class (h - 3, the four bits below h);
// sizes below 16 quads have exact classes (0, q). Every function here returns straight-line code to be put in place.

import {
  add,
  and,
  atLeast,
  type Code,
  i32,
  isZero,
  leadingZeros,
  load,
  or,
  shiftLeft,
  shiftRight,
  store,
  subtract,
  trailingZeros,
  when,
  xor,
} from "./instructions.ts";
import { Block, Header, SECOND_LEVELS } from "./layout.ts";
import type { Variable, Variables } from "./wasm-module.ts";

/** The class of a size. */
interface SizeClass {
  readonly first: Variable;
  readonly second: Variable;
}

const highestBit = (value: Code): Code => subtract(i32(31), leadingZeros(value));

function classify(quads: Code, { first, second }: SizeClass): Code {
  return when(
    atLeast(quads, i32(SECOND_LEVELS)),
    [
      first.set(subtract(highestBit(quads), i32(3))),
      // first + 3 is the highest bit, so first - 1 leaves five bits, the top one always set.
      second.set(and(shiftRight(quads, subtract(first.get, i32(1))), i32(SECOND_LEVELS - 1))),
    ],
    [first.set(i32(0)), second.set(quads)],
  );
}

const listAt = (c: SizeClass): Code => add(shiftLeft(c.first.get, i32(6)), shiftLeft(c.second.get, i32(2)));
const secondBitsAt = (c: SizeClass): Code => shiftLeft(c.first.get, i32(2));
const bit = (index: Code): Code => shiftLeft(i32(1), index);

const head = (c: SizeClass): Code => load(listAt(c), Header.lists);
const setHead = (c: SizeClass, block: Code): Code => store(listAt(c), block, Header.lists);
const secondBits = (c: SizeClass): Code => load(secondBitsAt(c), Header.secondBits);
const firstBits: Code = load(i32(0), Header.firstBits);

/** Code that keeps the index; one instance a function, since it brings its own locals. */
export class FreeLists {
  readonly #class: SizeClass;
  readonly #next: Variable;
  readonly #previous: Variable;
  readonly #bits: Variable;

  constructor(variables: Variables) {
    this.#class = { first: variables.next(), second: variables.next() };
    this.#next = variables.next();
    this.#previous = variables.next();
    this.#bits = variables.next();
  }

  /** Puts the free block at the head of the list of its size. */
  insert(block: Code, size: Code): Code {
    const c = this.#class;
    return [
      ...classify(shiftRight(size, i32(4)), c),
      ...this.#next.set(head(c)),
      ...store(block, this.#next.get, Block.nextFree),
      ...store(block, i32(0), Block.previousFree),
      ...when(this.#next.get, [store(this.#next.get, block, Block.previousFree)]),
      ...setHead(c, block),
      ...store(secondBitsAt(c), or(secondBits(c), bit(c.second.get)), Header.secondBits),
      ...store(i32(0), or(firstBits, bit(c.first.get)), Header.firstBits),
    ];
  }

  /** Takes the free block of this size out of its list. */
  remove(block: Code, size: Code): Code {
    const c = this.#class;
    return [
      ...classify(shiftRight(size, i32(4)), c),
      ...this.#next.set(load(block, Block.nextFree)),
      ...this.#previous.set(load(block, Block.previousFree)),
      ...when(this.#next.get, [store(this.#next.get, this.#previous.get, Block.previousFree)]),
      ...when(
        this.#previous.get,
        [store(this.#previous.get, this.#next.get, Block.nextFree)],
        [setHead(c, this.#next.get), when(isZero(this.#next.get), [this.#clearBits()])],
      ),
    ];
  }

  #clearBits(): Code {
    const c = this.#class;
    return [
      ...this.#bits.set(xor(secondBits(c), bit(c.second.get))),
      ...store(secondBitsAt(c), this.#bits.get, Header.secondBits),
      ...when(isZero(this.#bits.get), [store(i32(0), xor(firstBits, bit(c.first.get)), Header.firstBits)]),
    ];
  }

  /**
   * Sets `found` to a free block of at least `size` bytes, 0 if there is none. The size is rounded up to the next
   * class, so that the head of any list at or above fits and no list is searched.
   */
  find(size: Code, found: Variable): Code {
    const c = this.#class;
    const bits = this.#bits;
    const quads = this.#next;
    return [
      ...quads.set(shiftRight(size, i32(4))),
      ...when(atLeast(quads.get, i32(SECOND_LEVELS)), [
        quads.set(add(quads.get, subtract(bit(subtract(highestBit(quads.get), i32(4))), i32(1)))),
      ]),
      ...classify(quads.get, c),
      ...bits.set(and(secondBits(c), shiftLeft(i32(-1), c.second.get))),
      ...when(isZero(bits.get), [
        c.first.set(and(firstBits, shiftLeft(i32(-2), c.first.get))),
        when(c.first.get, [c.first.set(trailingZeros(c.first.get)), bits.set(secondBits(c))]),
      ]),
      ...found.set(i32(0)),
      ...when(bits.get, [c.second.set(trailingZeros(bits.get)), found.set(head(c))]),
    ];
  }
}
