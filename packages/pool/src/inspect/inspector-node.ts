// V8's debugger protocol, spoken to this very thread: where a function comes from, and what its variables hold.

import type { Session } from "node:inspector";
import type { AnyFunction } from "./any-function.ts";
import type { Inspection, Inspector, Position, Script } from "./inspector.ts";

/** Where the protocol finds what we ask about; there only during a question. */
const slotKey = Symbol.for("mp.inspect");
const slotExpression = 'globalThis[Symbol.for("mp.inspect")]';
const group = "mp";

/** Run by V8 on the list of a function's scopes, in the function's realm: passes the scopes themselves out. */
const passScopes = `function (slot) {
  for (let index = 0; this[index] !== undefined; index += 1) {
    if (this[index].description !== "Global") slot.scopes.push(this[index].object);
  }
}`;

const passBound = `function (slot, target, self, args) { slot.bound = { target, self, args: Array.from(args) }; }`;

interface Slot {
  fn: AnyFunction;
  scopes: object[];
  bound: Inspection["bound"];
}

interface RemoteObject {
  type: string;
  objectId?: string;
  value?: unknown;
  unserializableValue?: string;
}

interface Property {
  name: string;
  value?: RemoteObject;
}

/**
 * Functions and their scopes can be looked at without `Debugger.enable`, which is dear: V8 collects all garbage to find
 * the scripts (20 to 70 ms), and runs WebAssembly by its baseline compiler only, 1.4 to 3 times slower, for as long as the
 * debugger is on. So it is turned on for the names and texts of scripts not met before, and off again.
 */
class NodeInspector implements Inspector {
  readonly #session: Session;
  readonly #scripts = new Map<string, Script>();
  readonly #byUrl = new Map<string, Script>();
  readonly #sources = new Map<string, string>();
  #enabled = false;
  #leaving = false;

  constructor(session: Session) {
    this.#session = session;
    session.connect();
    session.on("Debugger.scriptParsed", ({ params }) => {
      const { scriptId: id, url, isModule = false, startLine, startColumn } = params;
      const { isDefault = true } = (params.executionContextAuxData ?? {}) as { isDefault?: boolean };
      if (this.#scripts.has(id)) return;
      const script = { id, url, isModule, isMain: isDefault, startLine, startColumn };
      this.#scripts.set(id, script);
      if (isModule && isDefault) this.#byUrl.set(url.replace(/[?#].*$/, ""), script);
    });
  }

  inspect(fn: AnyFunction): Inspection {
    const slot: Slot = { fn, scopes: [], bound: undefined };
    Object.defineProperty(globalThis, slotKey, { value: slot, configurable: true });
    try {
      const held = this.#post("Runtime.evaluate", { expression: slotExpression, objectGroup: group }).result;
      const asked = this.#post("Runtime.evaluate", { expression: `${slotExpression}.fn`, objectGroup: group }).result;
      const { internalProperties = [] } = this.#post("Runtime.getProperties", {
        objectId: asked.objectId,
        ownProperties: true,
      });
      const found = new Map((internalProperties as Property[]).map(({ name, value }) => [name, value]));
      const scopes = found.get("[[Scopes]]");
      if (scopes?.objectId !== undefined) this.#call(scopes.objectId, passScopes, [held]);
      const target = found.get("[[TargetFunction]]");
      if (target?.objectId !== undefined) {
        this.#call(target.objectId, passBound, [held, target, found.get("[[BoundThis]]"), found.get("[[BoundArgs]]")]);
      }
      const at = found.get("[[FunctionLocation]]")?.value as
        | { scriptId: string; lineNumber: number; columnNumber: number }
        | undefined;
      const script = at && this.#scriptOf(at.scriptId);
      const location = script && { script, line: at.lineNumber, column: at.columnNumber };
      return { location, scopes: slot.scopes, bound: slot.bound };
    } finally {
      delete (globalThis as { [slotKey]?: Slot })[slotKey];
      this.#post("Runtime.releaseObjectGroup", { objectGroup: group });
    }
  }

  sourceOf(script: Script): string {
    let source = this.#sources.get(script.id);
    if (source === undefined) {
      this.#enable();
      source = this.#post("Debugger.getScriptSource", { scriptId: script.id }).scriptSource as string;
      this.#sources.set(script.id, source);
    }
    return source;
  }

  modules(): Iterable<Script> {
    return this.#byUrl.values();
  }

  /** A module is loaded after all that it imports: whoever asks for one of these has been listed, and it with them. */
  scriptAt(url: string): Script | undefined {
    return this.#byUrl.get(url);
  }

  rest(when: "soon" | "now"): void {
    if (!this.#enabled || (when === "soon" && this.#leaving)) return;
    if (when === "now") {
      this.#disable();
      return;
    }
    this.#leaving = true;
    process.nextTick(() => {
      this.#leaving = false;
      this.#disable();
    });
  }

  /** V8 tells the scripts' names to a debugger only, and all of them when it comes. */
  #scriptOf(id: string): Script | undefined {
    if (!this.#scripts.has(id)) this.#enable();
    return this.#scripts.get(id);
  }

  #enable(): void {
    if (this.#enabled) return;
    this.#enabled = true;
    this.#post("Debugger.enable", {});
    // A `debugger` statement is for the debugger that a person has attached, if any, not for us.
    this.#post("Debugger.setSkipAllPauses", { skip: true });
  }

  #disable(): void {
    if (!this.#enabled) return;
    this.#enabled = false;
    this.#post("Debugger.disable", {});
  }

  #call(objectId: string, functionDeclaration: string, args: (RemoteObject | undefined)[]): void {
    const { exceptionDetails } = this.#post("Runtime.callFunctionOn", {
      objectId,
      functionDeclaration,
      arguments: args.map((arg) => toArgument(arg)),
      objectGroup: group,
      silent: true,
    });
    if (exceptionDetails) throw new Error(`node:inspector: ${JSON.stringify(exceptionDetails)}`);
  }

  /** In-process sessions answer before `post` returns. */
  // biome-ignore lint/suspicious/noExplicitAny: the protocol's answers have a type for each of its methods
  #post(method: string, params: object): any {
    let answer: unknown;
    let failure: Error | null = null;
    this.#session.post(method, params, (error, result) => {
      failure = error;
      answer = result;
    });
    if (failure) throw Object.assign(new Error(`node:inspector: ${method} failed`), { cause: failure });
    return answer;
  }
}

const toArgument = (object: RemoteObject | undefined): object => {
  if (object?.objectId !== undefined) return { objectId: object.objectId };
  if (object?.unserializableValue !== undefined) return { unserializableValue: object.unserializableValue };
  return object === undefined || object.type === "undefined" ? {} : { value: object.value };
};

let opened: NodeInspector | undefined | null = null;

/** The inspector of this thread, opened when it is first needed (about 20 ms); nothing where the runtime has none. */
export const openInspector = (): Inspector | undefined => {
  if (opened !== null) return opened;
  try {
    const { Session } = process.getBuiltinModule("node:inspector");
    const inspector = new NodeInspector(new Session());
    inspector.inspect(openInspector);
    opened = inspector;
  } catch {
    // Deno, Bun and node built without inspector: functions with captures have to be bound, and the error says so.
    opened = undefined;
  }
  return opened;
};

/** Leaves the debugger, if it is on: at once (`now`), or when what runs now and its promises have run (`soon`). */
export const restInspector = (when: "soon" | "now"): void => opened?.rest(when);

/** Where the user wrote what stands at a place of a script: other than there if a compiler was between, and node knows. */
export const originalPosition = (url: string | undefined, line: number, column: number): Position => {
  if (url === undefined) return { url, line, column };
  const { findSourceMap } = process.getBuiltinModule("node:module");
  const { fileURLToPath } = process.getBuiltinModule("node:url");
  const map = findSourceMap?.(url) ?? (url.startsWith("file:") ? findSourceMap?.(fileURLToPath(url)) : undefined);
  const entry = map?.findEntry(line - 1, column - 1);
  if (entry === undefined || !("originalLine" in entry)) return { url, line, column };
  return { url: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
};
