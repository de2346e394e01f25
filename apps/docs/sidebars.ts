// The order of the pages: the HOWTO's chapters as the HOWTO has them, the API as TypeDoc generated it.

import { createRequire } from "node:module";
import type { SidebarsConfig } from "@docusaurus/plugin-content-docs";

const chapters = [
  "table-of-contents",
  "introduction",
  "cpu-architectures",
  "multiprocessing",
  "pool-and-process",
  "compiled-loops",
  "benchmarks",
  "conclusion",
  "corrections",
];

export default {
  guide: [
    "quickstart",
    { type: "category", label: "HOWTO", collapsed: false, items: chapters.map((chapter) => `howto/${chapter}`) },
    "benchmarks",
  ],
  api: ["api/index", ...createRequire(import.meta.url)("./docs/api/typedoc-sidebar.cjs")],
} satisfies SidebarsConfig;
