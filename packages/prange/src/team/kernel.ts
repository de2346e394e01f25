// A compiled function placed in the heap, so that any thread can make it runnable from its address alone.

import { heap, words } from "@mp/sync/internal";
import { placeBytes, placeJson, readBytes, readJson } from "./bytes.ts";
import { SiteFailure } from "./failure.ts";

/** What the compiler made, as far as running it needs to know. */
export interface KernelCode {
  readonly bytes: Uint8Array;
  readonly frameBytes: number;
  readonly scratchBytes: number;
  readonly partialBytes: number;
  /** Number of parallel loops. */
  readonly loops: number;
  /** Members of `Math` that the module imports as `math_<name>`. */
  readonly mathImports: readonly string[];
}

type RegionBody = (lo: number, hi: number, frame: number, partial: number, scratch: number) => void;
type Combine = (frame: number, partial: number) => void;
type Main = (frame: number, scratch: number, ...flat: number[]) => number | undefined;
type Fork = (kernel: LoadedKernel, loop: number, lo: number, hi: number, frame: number) => void;

/** A kernel that this thread can run. */
export interface LoadedKernel {
  /** Heap address of the placed kernel: its identity in every thread. */
  readonly address: number;
  readonly frameBytes: number;
  readonly scratchBytes: number;
  readonly partialBytes: number;
  readonly main: Main;
  /** The parallel loops. */
  readonly regions: readonly RegionBody[];
  /** For each of them, how a partial joins the frame; undefined where nothing is reduced. */
  readonly combines: readonly (Combine | undefined)[];
}

// The words of a placed kernel.
const MODULE = 0;
const MODULE_BYTES = 1;
const NAMES = 2;
const NAMES_BYTES = 3;
const FRAME_BYTES = 4;
const SCRATCH_BYTES = 5;
const PARTIAL_BYTES = 6;
const LOOPS = 7;
const WORDS = 8;

/**
 * Puts a kernel where every thread can find it. It stays there for the life of the program, as machine code does: a helper
 * that looks at the team's last kernel must find one.
 *
 * @returns its heap address
 */
export function placeKernel(code: KernelCode): number {
  const module = placeBytes(code.bytes);
  const names = placeJson(code.mathImports);
  const address = heap.allocate(WORDS * Int32Array.BYTES_PER_ELEMENT);
  const header = words().subarray(address >>> 2, (address >>> 2) + WORDS);
  header[MODULE] = module.address;
  header[MODULE_BYTES] = module.length;
  header[NAMES] = names.address;
  header[NAMES_BYTES] = names.length;
  header[FRAME_BYTES] = code.frameBytes;
  header[SCRATCH_BYTES] = code.scratchBytes;
  header[PARTIAL_BYTES] = code.partialBytes;
  header[LOOPS] = code.loops;
  return address;
}

/** The kernels that this thread has met, each compiled and instantiated on first sight. */
export class KernelTable {
  readonly #loaded = new Map<number, LoadedKernel>();
  readonly #fork: Fork;

  /** @param fork - runs a parallel loop; a helper, which is inside one already, has none to run */
  constructor(fork: Fork) {
    this.#fork = fork;
  }

  /** The kernel at `address`. */
  get(address: number): LoadedKernel {
    let kernel = this.#loaded.get(address);
    if (kernel === undefined) {
      kernel = load(address, this.#fork);
      this.#loaded.set(address, kernel);
    }
    return kernel;
  }
}

function load(address: number, fork: Fork): LoadedKernel {
  const header = words().subarray(address >>> 2, (address >>> 2) + WORDS);
  const bytes = readBytes({ address: header[MODULE]! >>> 0, length: header[MODULE_BYTES]! });
  const names = readJson({ address: header[NAMES]! >>> 0, length: header[NAMES_BYTES]! }) as string[];

  const env: WebAssembly.ModuleImports = {
    memory: heap.memory,
    fork: (loop: number, lo: number, hi: number, frame: number) => fork(kernel, loop, lo, hi, frame >>> 0),
    fail: (site: number, a: number, b: number) => {
      throw new SiteFailure(site, a, b);
    },
  };
  for (const name of names) env[`math_${name}`] = Math[name as "sin"];
  // V8 compiles the same bytes once for all threads of a process, so the second thread's compilation costs little.
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env });

  const loops = Array.from({ length: header[LOOPS]! }, (_, loop) => loop);
  const kernel: LoadedKernel = {
    address,
    frameBytes: header[FRAME_BYTES]!,
    scratchBytes: header[SCRATCH_BYTES]!,
    partialBytes: header[PARTIAL_BYTES]!,
    main: exports.main as Main,
    regions: loops.map((loop) => exports[`region${loop}`] as RegionBody),
    combines: loops.map((loop) => exports[`combine${loop}`] as Combine | undefined),
  };
  return kernel;
}
