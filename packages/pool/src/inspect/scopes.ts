// What a scope analysis finds: which name means which variable.

import type { AnyNode } from "acorn";

export interface Binding {
  kind: "const" | "let" | "var" | "function" | "class" | "param" | "import";
  /** Whether its value may change after it was first set. */
  assigned: boolean;
  /** Whether it is undefined until its declaration has run, without being an error to read. */
  late: boolean;
  /** For an import: which export of which module; no name for a namespace. */
  from: { specifier: string; name: string | undefined } | undefined;
}

interface Reference {
  name: string;
  start: number;
  /** The member read from it (`x.member`), when nothing else is done with it here. */
  member: string | undefined;
  scope: Scope;
}

/** What a function takes from around itself other than by name. */
export type Surrounding = "this" | "super" | "new.target" | "arguments" | "import.meta" | "eval" | `#${string}`;

export class Scope {
  readonly bindings = new Map<string, Binding>();
  readonly parent: Scope | undefined;
  /** The node that opened it. */
  readonly node: AnyNode;
  /** `var` belongs to the nearest of these. */
  readonly holdsVar: boolean;

  constructor(node: AnyNode, parent: Scope | undefined, holdsVar: boolean) {
    this.node = node;
    this.parent = parent;
    this.holdsVar = holdsVar;
  }

  find(name: string): Binding | undefined {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const found = scope.bindings.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

export interface Analysis {
  references: Reference[];
  /** References that nothing in the analysed text declares. */
  free: Reference[];
  surroundings: Map<Surrounding, number>;
  /** The scope inside each function and class, by the position where its text starts. */
  scopes: Map<number, Scope>;
  root: Scope;
}
