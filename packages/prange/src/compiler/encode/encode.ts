// Tree to WebAssembly's binary form.

import type { DefinedFunction, ImportedFunction, IrModule, WasmType } from "../ir/ir.ts";
import { ByteWriter } from "./byte-writer.ts";
import { BodyWriter } from "./encode-body.ts";
import { typeCode } from "./type-code.ts";

type AnyFunction = ImportedFunction | DefinedFunction;

/** The largest memory: 65,536 pages, 4 GiB. */
const MAX_PAGES = 65_536;

/** The module's bytes. */
export function encode(module: IrModule): Uint8Array<ArrayBuffer> {
  const functions: readonly AnyFunction[] = [...module.imports, ...module.functions];
  const indices = new Map(functions.map((fn, index) => [fn, index]));
  const types = new Map<string, { index: number; of: AnyFunction }>();
  for (const fn of functions) {
    const key = typeKey(fn);
    if (!types.has(key)) types.set(key, { index: types.size, of: fn });
  }
  const typeIndex = (fn: AnyFunction) => types.get(typeKey(fn))!.index;

  const out = new ByteWriter();
  out.bytes([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  section(out, 1, [...types.values()], (entry, { of }) => writeType(entry, of));
  section(out, 2, [undefined, ...module.imports], (entry, imported) => {
    entry.name("env");
    if (imported === undefined) writeMemory(entry);
    else {
      entry.name(imported.name);
      entry.byte(0x00);
      entry.unsigned(typeIndex(imported));
    }
  });
  section(out, 3, module.functions, (entry, fn) => entry.unsigned(typeIndex(fn)));
  section(
    out,
    7,
    module.functions.filter((fn) => fn.exported),
    (entry, fn) => {
      entry.name(fn.name);
      entry.byte(0x00);
      entry.unsigned(indices.get(fn)!);
    },
  );
  section(out, 10, module.functions, (entry, fn) => entry.sized((body) => new BodyWriter(body, fn, indices).write()));
  return out.finish();
}

function section<T>(
  out: ByteWriter,
  id: number,
  entries: readonly T[],
  write: (entry: ByteWriter, item: T) => void,
): void {
  out.byte(id);
  out.sized((content) => {
    content.unsigned(entries.length);
    for (const entry of entries) write(content, entry);
  });
}

/** An import that any shared memory satisfies, whatever its present and its largest size. */
function writeMemory(entry: ByteWriter): void {
  entry.name("memory");
  entry.bytes([0x02, 0x03]);
  entry.unsigned(1);
  entry.unsigned(MAX_PAGES);
}

function parametersOf(fn: AnyFunction): readonly WasmType[] {
  return fn.kind === "import" ? fn.parameters : fn.parameters.map((local) => local.type);
}

function typeKey(fn: AnyFunction): string {
  return `${parametersOf(fn).join(" ")} -> ${fn.result ?? ""}`;
}

function writeType(entry: ByteWriter, fn: AnyFunction): void {
  entry.byte(0x60);
  const parameters = parametersOf(fn);
  entry.unsigned(parameters.length);
  entry.bytes(parameters.map(typeCode));
  entry.unsigned(fn.result === undefined ? 0 : 1);
  if (fn.result !== undefined) entry.byte(typeCode(fn.result));
}
