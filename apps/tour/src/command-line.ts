// Reads the command line: everything, one program, the list, or help.

import { BadInputError } from "./harness/bad-input.ts";
import { nearest } from "./nearest.ts";
import type { Stop } from "./stops/index.ts";

export type Command =
  | { kind: "all" }
  | { kind: "list" }
  | { kind: "help" }
  | { kind: "one"; stop: Stop; images: string[] };

/** @throws BadInputError for a name, an option or an argument that means nothing here. */
export const readCommandLine = (args: readonly string[], stops: readonly Stop[]): Command => {
  if (args.includes("--help") || args.includes("-h")) return { kind: "help" };
  if (args.includes("--list") || args.includes("-l")) return { kind: "list" };
  const [name, ...rest] = args;
  if (name === undefined) return { kind: "all" };

  const stop = stops.find((candidate) => candidate.name === name);
  if (!stop) throw new BadInputError(unknownName(name, stops));
  if (rest.length > 0 && !stop.takesImages) {
    throw new BadInputError(`${name} takes no arguments, got ${rest.map((argument) => `"${argument}"`).join(" ")}`);
  }
  const option = rest.find((argument) => argument.startsWith("-"));
  if (option !== undefined) throw new BadInputError(`${name} has no option "${option}"; see npm start -- --help`);
  return { kind: "one", stop, images: rest };
};

const unknownName = (typed: string, stops: readonly Stop[]): string => {
  const options = ["--list", "--help"];
  const names = stops.map((stop) => stop.name);
  const what = typed.startsWith("-") ? "option" : "program";
  const meant = nearest(typed, what === "option" ? options : names);
  const hint = meant === undefined ? "" : `; did you mean "${meant}"?`;
  return `there is no ${what} "${typed}"${hint}\nnpm start -- --list lists the programs`;
};
