// Where things lie in the heap's memory: the header at the bottom, and the header of every block.
//
//   0 .. 15           never used: address 0 is no block
//   16 .. 2047        the heap's header (`Header`)
//   2048 .. end       blocks, each begun by 16 bytes (`Block`), without gaps
//   end .. end + 15   the last block's successor: a block of size 0 that is never free
//
// Changing anything here changes `LAYOUT`: two versions must not work on one memory.

/** The version of this layout; threads with different versions refuse each other. */
export const LAYOUT = 2;

/** "mp" and the layout, at `Header.magic` of every heap. */
export const MAGIC = 0x6d70_0000 | LAYOUT;

export const QUAD = 16; // blocks are multiples of it, and so are addresses
export const FIRST = 2048;

/** Classes of sizes: 25 powers of two of a block's size in quads, the first level, each divided into these many. */
export const SECOND_LEVELS = 16;

/** Byte addresses of the header's words. */
export const Header = {
  magic: 16,
  /** 0 free, 1 taken, 2 taken and somebody sleeps. */
  lock: 24,
  /** Address of the sentinel behind the last block. */
  end: 28,
  /** The number last given to a thread. */
  threads: 32,
  /** Head of the list of watched blocks. */
  watched: 36,
  usedBytes: 40,
  usedBlocks: 44,
  /** Bit f: some class of first level f has a free block. */
  firstBits: 48,
  /** How many semaphores were made; their numbers. */
  semaphores: 52,
  /** Address of the table of names, 0 until there is one. */
  names: 60,
  /** One word a first level; bit s: class (f, s) has a free block. */
  secondBits: 64,
  /** Heads of the lists of free blocks, one a class. */
  lists: 192,
} as const;

/**
 * Offsets in a block's header, from the address of the *block*; the user's address is 16 behind.
 * While a block is free, its first two words are the links of its class's list.
 */
export const Block = {
  /** Size in bytes, header included; bit 0: watched. */
  size: 0,
  /** Address of the block before this one, 0 for the first. */
  previous: 4,
  /** `USED` or `FREE`, exclusive-or the block's address: tells a block from any other 16 bytes. */
  mark: 8,
  /** How many threads and messages hold it. */
  count: 12,
  nextFree: 16,
  previousFree: 20,
} as const;

export const SMALLEST = 32;
export const WATCHED = 1;
export const USED = 0x55a3_c96d;
export const FREE = 0x2b17_f0e4;

/**
 * A watched block is one that must be looked at when a thread dies. All of them are in one list;
 * offsets from the user's address.
 */
export const Watched = {
  kind: 0,
  next: 4,
  previous: 8,
  /** What follows belongs to the kind. */
  fields: 16,
} as const;

/** The kinds of watched blocks. */
export const Kind = { holdings: 1, lock: 2, event: 3, semaphore: 4, permits: 5, condition: 6 } as const;
export type Kind = (typeof Kind)[keyof typeof Kind];
