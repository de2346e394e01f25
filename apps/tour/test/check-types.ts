// Checks the types of programs in a folder, as strictly as the packages' own.

import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "../../..");

const configuration = {
  extends: join(root, "tsconfig.base.json"),
  compilerOptions: {
    types: ["node"],
    typeRoots: [join(root, "node_modules/@types")],
    // Each file is a program of its own.
    moduleDetection: "force",
    noUnusedLocals: false,
    // A program that catches an error to show it need not say what else it might have been.
    useUnknownInCatchVariables: false,
  },
  include: ["*.ts"],
};

/** The compiler's complaints about every `.ts` file in a folder, one a line; none if all is well. */
export const complaintsAbout = async (folder: string): Promise<string[]> => {
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(configuration));
  const manifest = createRequire(import.meta.url).resolve("typescript/package.json");
  const { bin } = createRequire(import.meta.url)(manifest) as { bin: { tsc: string } };
  const compiler = join(dirname(manifest), bin.tsc);
  const { stdout, stderr, error } = spawnSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8" });
  if (error) throw error;
  return `${stdout}${stderr}`.split("\n").filter((line) => line.trim() !== "");
};
