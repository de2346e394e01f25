// The one tsup configuration of the five packages: ESM, shared chunks, platform files left external.

import { defineConfig } from "tsup";

/** Entries become files of the same path below `dist`; what two of them share becomes a chunk, so a module exists once. */
export const library = (entry: string[]) =>
  defineConfig({
    entry,
    outDir: "dist",
    format: "esm",
    target: "es2023",
    platform: "neutral",
    splitting: true,
    sourcemap: true,
    clean: true,
    dts: false,
    external: [/^#/, /^node:/, /^@mp\//],
  });
