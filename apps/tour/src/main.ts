// `npm start`: runs the HOWTO's programs and shows their answers, checked against the sequential ones.

import { resolve } from "node:path";
import { cpuCount } from "@mp/pool";
import { readCommandLine } from "./command-line.ts";
import { BadInputError } from "./harness/bad-input.ts";
import { Page } from "./harness/page.ts";
import { needsCompiler, runCompiled } from "./older-node.ts";
import { stops } from "./stops/index.ts";
import { visitAll } from "./tour.ts";

/** Exit codes: every answer right; one wrong; what was asked for cannot be done. */
const exitCodes = { right: 0, wrong: 1, badInput: 2 } as const;

const main = async (args: readonly string[]): Promise<number> => {
  const page = new Page(process.stdout, process.env);
  const command = readCommandLine(args, stops);
  if (command.kind === "help") {
    writeHelp(page);
    return exitCodes.right;
  }
  if (command.kind === "list") {
    writeList(page);
    return exitCodes.right;
  }
  if (needsCompiler(process.versions.node, process.execArgv)) return runCompiled();

  const asked = command.kind === "one" ? [command.stop] : stops;
  const images = command.kind === "one" ? command.images.map((file) => resolve(typedIn(), file)) : [];
  const tour = await visitAll(asked, page, cpuCount(), images);
  return tour.wrong.length === 0 ? exitCodes.right : exitCodes.wrong;
};

/** The folder in which the command was typed: `npm start` runs in the root of the repository, wherever it is typed. */
const typedIn = (): string =>
  (process.env.npm_lifecycle_event === "start" ? process.env.INIT_CWD : undefined) ?? process.cwd();

const writeList = (page: Page): void => {
  const longest = Math.max(...stops.map((stop) => stop.name.length));
  for (const { name, title } of stops) page.line(`${page.style("cyan", name.padEnd(longest))}  ${title}`);
};

const writeHelp = (page: Page): void => {
  page.line("npm start                                    every program of the HOWTO");
  page.line("npm start -- <program>                       one of them");
  page.line("npm start -- autocorrelation <photo.png> …   writes <photo>-autocorrelation.png beside each image");
  page.line("npm start -- --list                          the names of the programs");
  page.line("npm start -- --help                          this");
  page.line();
  page.line("programs");
  writeList(page);
  page.line();
  page.line("Exit codes: 0, every answer is right; 1, an answer is wrong; 2, what was asked for cannot be done.");
};

try {
  // Not `process.exit`: a pool or a team that kept the process alive would be a mistake to see, not to hide.
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BadInputError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = exitCodes.badInput;
}
