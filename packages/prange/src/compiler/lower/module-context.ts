// The module while it is being made: its functions and imports, the places where it can fail, and its memory.

import type { Span } from "../../source-excerpt.ts";
import { locate, type SourceText } from "../../source-excerpt.ts";
import type { Instance } from "../infer/inference.ts";
import type { DefinedFunction, ImportedFunction, IrModule, WasmType } from "../ir/ir.ts";
import type { CompileOptions, Site, SiteKind } from "../program.ts";

/** A failure's place, before it has been located. */
export interface FailureSite {
  readonly kind: SiteKind;
  readonly name: string;
  readonly axis?: number;
  readonly text: SourceText;
  readonly span: Span;
}

export class ModuleContext implements IrModule {
  readonly options: CompileOptions;
  readonly sites: Site[] = [];
  readonly imports: ImportedFunction[] = [];
  readonly functions: DefinedFunction[] = [];
  readonly #helpers = new Map<string, DefinedFunction>();
  readonly #instances = new Map<Instance, DefinedFunction>();
  readonly #siteIndices = new Map<string, number>();
  #nextScratch = 0;
  #scratchBytes = 0;
  #frameBytes = 0;
  #partialBytes = 0;

  constructor(options: CompileOptions) {
    this.options = options;
  }

  /** Bytes of memory for local arrays, in each thread. */
  get scratchBytes(): number {
    return this.#scratchBytes;
  }

  /** Bytes of the frame: regions use the same one in turn. */
  get frameBytes(): number {
    return this.#frameBytes;
  }

  /** Bytes of one partial. */
  get partialBytes(): number {
    return this.#partialBytes;
  }

  needFrame(bytes: number): void {
    this.#frameBytes = Math.max(this.#frameBytes, Math.ceil(bytes / 16) * 16);
  }

  needPartial(bytes: number): void {
    this.#partialBytes = Math.max(this.#partialBytes, bytes);
  }

  /** Begins another form of the program: only one of them runs, so they use the same memory. */
  startForm(): void {
    this.#nextScratch = 0;
  }

  /**
   * Reserves memory for a local array. Every array of a form has its own: no function is active twice in a thread,
   * because none calls itself, and `main` may run on the thread that runs its regions.
   */
  allocate(bytes: number): number {
    const offset = this.#nextScratch;
    this.#nextScratch += Math.ceil(bytes / 16) * 16;
    this.#scratchBytes = Math.max(this.#scratchBytes, this.#nextScratch);
    return offset;
  }

  /** The index of a site, which is added if it is new. */
  site({ kind, name, axis, text, span }: FailureSite): number {
    const place = locate(text, span);
    const key = `${kind} ${axis} ${place.url} ${place.line} ${place.column} ${place.length} ${name}`;
    let index = this.#siteIndices.get(key);
    if (index === undefined) {
      index = this.sites.length;
      this.sites.push({ kind, name, axis, ...place });
      this.#siteIndices.set(key, index);
    }
    return index;
  }

  /** A function that the module imports. The same function can be imported with several signatures. */
  import(name: string, parameters: readonly WasmType[], result?: WasmType): ImportedFunction {
    const same = (other: ImportedFunction) => other.name === name && String(other.parameters) === String(parameters);
    const known = this.imports.find(same);
    if (known !== undefined) return known;
    const imported: ImportedFunction = { kind: "import", name, parameters, result };
    this.imports.push(imported);
    return imported;
  }

  /** A function of the compiler's own, made by `make` when it is first needed. */
  helper(name: string, make: () => DefinedFunction): DefinedFunction {
    const known = this.#helpers.get(name);
    if (known !== undefined) return known;
    const made = make();
    this.#helpers.set(name, made);
    this.functions.push(made);
    return made;
  }

  /** The function of a callee's instance, lowered by `make` under a name of its own when it is first called. */
  callee(instance: Instance, make: (name: string) => DefinedFunction): DefinedFunction {
    const known = this.#instances.get(instance);
    if (known !== undefined) return known;
    const made = make(`callee${this.#instances.size}.${instance.bound.name}`);
    this.#instances.set(instance, made);
    this.functions.push(made);
    return made;
  }
}
