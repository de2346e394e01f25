// What crosses between threads: values as structured clone can carry them, and the parts that it cannot.

/**
 * A value as a message carries it: the value itself where structured clone gives it back whole, else a {@link Graph}.
 * Opaque to everyone but `encode` and `decode`.
 */
export type ValueForm = unknown;

/** A value of which some parts travel by other means than structured clone. */
export interface Graph {
  "mp.form": "graph";
  /** The value, with a {@link Slot} where a part belongs. */
  root: unknown;
  parts: Part[];
}

/** Stands in a cloned value where part number `mp.part` belongs. */
export interface Slot {
  "mp.part": number;
}

/** Where a function's text begins in its script. */
export interface FunctionSite {
  source: string;
  /** URL of the script; `undefined` where no inspector tells. */
  url: string | undefined;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
}

/** One thing that structured clone cannot carry. Fields typed `unknown` may hold {@link Slot}s. */
export type Part =
  /** An export of a module; without a name, what the module is: its namespace, or `module.exports`. */
  | { kind: "export"; url: string; name: string | undefined; loader: "import" | "require" }
  /** An import as its importer wrote it: `specifier` is resolved from `parent`. */
  | { kind: "import"; specifier: string; parent: string; name: string | undefined }
  /** An export of a package that every thread has: mp's own and node's built-in ones. */
  | { kind: "package"; specifier: string; name: string | undefined }
  /** A value that every JavaScript has, by the way to it from the global object. */
  | { kind: "global"; path: string[] }
  /** A function as text, with what it captures. */
  | {
      kind: "code";
      site: FunctionSite;
      /** Characters that the source has before the text that stands at the site. */
      lead: number;
      /** The sender's name for it, see `echo`; only classes have one. */
      token: number | undefined;
      name: string;
      strict: boolean;
      isClass: boolean;
      captures: Record<string, unknown>;
      /** Own enumerable properties of the function. */
      properties: Record<string, unknown> | undefined;
      /** Own properties of its `prototype`, and the prototype's prototype; of a function used as a constructor. */
      prototype: { members: Record<string, unknown>; parent: unknown } | undefined;
    }
  | { kind: "bound"; target: unknown; self: unknown; args: unknown }
  /** CommonJS's `require` of one file. */
  | { kind: "require"; url: string }
  /** `import()` of one module. */
  | { kind: "importer"; parent: string }
  /** The members of a namespace that a function uses. */
  | { kind: "members"; members: Record<string, unknown> }
  /** A typed array or DataView over a block of the heap; `type` is undefined for the buffer itself. */
  | { kind: "array"; block: number; type: string | undefined; byteOffset: number; length: number }
  | { kind: "portable"; module: string; name: string; state: unknown }
  | { kind: "ndarray"; data: unknown; shape: number[]; stride: number[]; offset: number }
  | { kind: "symbol"; key: string }
  /** Plain data that has a mark of ours among its own keys. */
  | { kind: "quoted"; entries: [key: string, value: unknown][] }
  /** A class that the receiver has sent here itself. */
  | { kind: "echo"; token: number }
  | { kind: "error"; error: ErrorForm };

/** A function as a message carries it. */
export interface FunctionForm {
  graph: Graph;
}

/** The class of an error, by what its thread knows of it. */
export type ErrorType =
  | { by: "part"; part: Part }
  /** Where the class was written, and its name there. */
  | { by: "script"; url: string; name: string };

/** An error, or anything else that was thrown. */
export type ErrorForm =
  | { thrown: "value"; value: ValueForm }
  /** An error that stands elsewhere in the same message. */
  | { thrown: "again"; id: number }
  | {
      thrown: "error";
      /** Its number in the message. */
      id: number;
      type: ErrorType | undefined;
      /** The built-in class that it is, or extends. */
      native: string;
      name: string;
      message: string;
      stack: string | undefined;
      properties: Record<string, ValueForm>;
      cause: { error: ErrorForm } | undefined;
      errors: ErrorForm[] | undefined;
    };
