// Formatting, lint, layers and unused code, each with its own exit code; `npm run lint`.

import { spawnSync } from "node:child_process";

const tools = [
  ["biome", ["ci", "--max-diagnostics=50"]],
  ["node", ["--disable-warning=ExperimentalWarning", "scripts/layers.mjs"]],
  ["knip", []],
];
const failed = tools.filter(([tool, args]) => spawnSync(tool, args, { stdio: "inherit" }).status !== 0);
process.exit(failed.length > 0 ? 1 : 0);
