// Where the user wrote what a tool such as tsx or Vite compiled: read from the source map that it left.

import { type Closure, lookAt } from "@mp/pool/internal";
import type { OriginalPlace, SourceSite } from "./source-excerpt.ts";
import { tracedPlace } from "./traced-place.ts";

/** As much of node's `SourceMap` as is used here. */
interface SourceMap {
  readonly payload: { readonly sources: readonly string[]; readonly sourcesContent?: readonly (string | null)[] };
  findEntry(line: number, column: number): object;
}

/** For characters of `fn`'s text, which is `source`, where they come from; undefined if there is no source map. */
export function originalPlaces(fn: Function, source: string): SourceSite["original"] {
  const closure = lookAt(fn as Parameters<typeof lookAt>[0]);
  if (closure?.facts === undefined || closure.text !== source) return undefined;
  const { facts } = closure;
  const base = facts.script.url;
  let map: SourceMap | undefined | null = null;
  return (offset) => {
    // Read when a place is asked for: most functions compile without an error.
    if (map === null) map = sourceMapOf(facts);
    const [line, column] = positionIn(closure, offset);
    if (map !== undefined) return placeIn(map, base, line, column);
    // A script run under a path has that name in traces, and a URL with the debugger.
    const path = base.startsWith("file:") ? decodeURIComponent(new URL(base).pathname) : base;
    const traced = tracedPlace(path, line + 1, column + 1) ?? tracedPlace(base, line + 1, column + 1);
    if (traced === undefined) return undefined;
    const url = absolute(traced.url, base);
    return { url, line: traced.line, column: traced.column, text: lineOf(contentOf(url), traced.line - 1) };
  };
}

/** 0-based line and column in the script. */
function positionIn({ text, line, column }: Closure, offset: number): [line: number, column: number] {
  const before = text.slice(0, offset).split("\n");
  const last = before.at(-1)!.length;
  return before.length === 1 ? [line - 1, column - 1 + last] : [line - 2 + before.length, last];
}

function placeIn(map: SourceMap, base: string, line: number, column: number): OriginalPlace | undefined {
  const entry = map.findEntry(line, column) as Partial<Record<"originalLine" | "originalColumn", number>> & {
    readonly originalSource?: string;
  };
  const { originalSource, originalLine, originalColumn } = entry;
  if (originalSource === undefined || originalLine === undefined || originalColumn === undefined) return undefined;
  const content = map.payload.sourcesContent?.[map.payload.sources.indexOf(originalSource)] ?? undefined;
  const url = absolute(originalSource, base);
  const text = lineOf(content ?? contentOf(url), originalLine);
  return { url, line: originalLine + 1, column: originalColumn + 1, text };
}

function absolute(source: string, base: string): string {
  return URL.canParse(source, base) ? new URL(source, base).href : source;
}

function lineOf(content: string | undefined, line: number): string | undefined {
  return content?.split("\n")[line]?.replace(/\r$/, "");
}

// One compilation asks for many lines of one file.
let last: { readonly url: string; readonly content: string } | undefined;

/** The text of a file that is there. */
function contentOf(url: string): string | undefined {
  if (url === last?.url) return last.content;
  const fs = globalThis.process?.getBuiltinModule?.("node:fs");
  if (fs === undefined || !url.startsWith("file:") || !fs.existsSync(new URL(url))) return undefined;
  last = { url, content: fs.readFileSync(new URL(url), "utf8") };
  return last.content;
}

const inline = /\/\/[#@] sourceMappingURL=data:application\/json[^,]*;base64,([A-Za-z0-9+/=]+)/g;

// Node keeps the maps itself only where it is told to (tsx does, Vite does not), so the script's own is read first.
function sourceMapOf({ source, script }: NonNullable<Closure["facts"]>): SourceMap | undefined {
  const node = globalThis.process?.getBuiltinModule?.("node:module");
  if (node?.SourceMap === undefined) return undefined;
  const written = [...source.matchAll(inline)].at(-1)?.[1];
  if (written === undefined) return node.findSourceMap?.(script.url) as SourceMap | undefined;
  const payload = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(written), (c) => c.charCodeAt(0))));
  return new node.SourceMap(payload) as SourceMap;
}
