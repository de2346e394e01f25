// How large each package may be for a page that loads it: minified and brotlied, first alone, then with all that it needs.
// A ceiling is what the package measures now and about a tenth: growth is a decision, made here and with its reason.

const own = (name) => `packages/${name}/dist/index.js`;
const others = [
  "@mp/sync",
  "@mp/sync/internal",
  "@mp/shared",
  "@mp/pool",
  "@mp/pool/internal",
  "@mp/prange",
  "acorn",
  "cli-progress",
  "ndarray",
];

export default [
  // The allocator, the waiting and every primitive: nobody who wants one lock should think about its cost.
  { name: "@mp/sync", path: own("sync"), limit: "10 kB" },
  // A thin layer: dtypes, views, the table of names. More would mean that something belongs into the heap.
  { name: "@mp/shared, alone", path: own("shared"), limit: "6 kB", ignore: others },
  { name: "@mp/shared, with sync and ndarray", path: own("shared"), limit: "16 kB" },
  // Dispatch and the shipping of functions.
  { name: "@mp/pool, alone", path: own("pool"), limit: "28 kB", ignore: others },
  // Half of it is acorn, which reads the text of a function that captures something.
  { name: "@mp/pool, with everything", path: own("pool"), limit: "78 kB" },
  // A compiler with its encoder. binaryen would add more than 5 MB.
  { name: "@mp/prange, alone", path: own("prange"), limit: "43 kB", ignore: others },
  { name: "@mp/prange, with everything", path: own("prange"), limit: "120 kB" },
  // Plain loops; codelets are generated at run time or not at all.
  { name: "@mp/kernels", path: own("kernels"), limit: "12 kB" },
];
