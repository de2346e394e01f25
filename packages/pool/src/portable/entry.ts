// Which modules belong to the program's entry: it, and all that import it. No worker may import them.

import { host, openInspector } from "#platform";
import type { Script } from "../inspect/inspector.ts";
import { factsOf } from "../inspect/script.ts";

const known = new Map<string, boolean>();

const plain = (url: string): string => url.replace(/[?#].*$/, "");

/**
 * Whether a module is the entry or leads to it through its imports, so that to import it elsewhere would run the program
 * again. A module whose file is not there (`node -e`, a bundler's virtual module) counts as part of it.
 */
export const belongsToEntry = (script: Script): boolean => {
  let answer = known.get(script.url);
  if (answer === undefined) {
    answer = !host.exists(script.url) || reaches(script, new Set());
    known.set(script.url, answer);
  }
  return answer;
};

const reaches = (script: Script, seen: Set<string>): boolean => {
  const url = plain(script.url);
  const entry = host.entry();
  if (url === entry) return true;
  if (entry === undefined || seen.has(url)) return false;
  seen.add(url);
  // Installed packages do not import the program that uses them.
  if (url.includes("/node_modules/") && !entry.includes("/node_modules/")) return false;
  if (!script.isModule) return host.commonModule(script.url)?.reaches(entry) ?? false;
  const inspector = openInspector()!;
  return factsOf(inspector, script).specifiers.some((specifier) => {
    const target = host.resolve(specifier, script.url);
    if (target === undefined) return false;
    if (target === entry) return true;
    const next = inspector.scriptAt(target);
    return next !== undefined && reaches(next, seen);
  });
};
