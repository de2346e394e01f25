// The walk behind the scope analysis: visits each node once, declares names, and notes what refers to them.

import type { AnyNode, Pattern, Program } from "acorn";
import { type Analysis, type Binding, Scope, type Surrounding } from "./scopes.ts";

type FunctionNode = Extract<
  AnyNode,
  { type: "FunctionDeclaration" | "FunctionExpression" | "ArrowFunctionExpression" }
>;
type ClassNode = Extract<AnyNode, { type: "ClassDeclaration" | "ClassExpression" }>;

/** Where the walk stands. */
interface Place {
  scope: Scope;
  /** Inside a function or field that has its own `this`, `super` or `arguments`. */
  ownThis: boolean;
  ownSuper: boolean;
  ownArguments: boolean;
  /** Inside a loop of the function at hand: a `var` is set again in each round. */
  inLoop: boolean;
  privates: ReadonlySet<string>;
}

/** Analyses a program; `method` says that it is one method, shown inside an object literal that is not really there. */
export const analyzeScopes = (program: Program, method = false): Analysis => new Walk(program, method).analysis;

class Walk {
  readonly analysis: Analysis;
  /** Writes are settled at the end, when all declarations are known. */
  readonly #writes: { scope: Scope; name: string; start: number }[] = [];
  readonly #method: boolean;

  constructor(program: Program, method: boolean) {
    this.#method = method;
    const root = new Scope(program, undefined, true);
    this.analysis = { references: [], free: [], surroundings: new Map(), scopes: new Map(), root };
    const place: Place = {
      scope: root,
      ownThis: false,
      ownSuper: false,
      ownArguments: false,
      inLoop: false,
      privates: new Set(),
    };
    for (const statement of program.body) this.#visit(statement, place);
    for (const { scope, name, start } of this.#writes) {
      const binding = scope.find(name);
      if (binding === undefined) this.analysis.references.push({ name, start, member: undefined, scope });
      else binding.assigned = true;
    }
    this.analysis.free = this.analysis.references.filter(({ name, scope }) => scope.find(name) === undefined);
  }

  #visit(node: AnyNode | null | undefined, place: Place): void {
    if (node === null || node === undefined) return;
    switch (node.type) {
      case "Identifier":
        this.#refer(node.name, node.start, undefined, place);
        return;
      case "MemberExpression":
        this.#member(node, place);
        return;
      case "FunctionDeclaration":
        if (node.id !== null) this.#declare(node.id.name, "function", place.scope);
        this.#function(node, place);
        return;
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        this.#function(node, place);
        return;
      case "ClassDeclaration":
        if (node.id !== null) this.#declare(node.id.name, "class", place.scope);
        this.#class(node, place);
        return;
      case "ClassExpression":
        this.#class(node, place);
        return;
      case "VariableDeclaration":
        for (const { id, init } of node.declarations) {
          const scope = node.kind === "var" ? varScope(place.scope) : place.scope;
          this.#pattern(id, place, (name) => {
            const kind = node.kind === "var" || node.kind === "let" ? node.kind : "const";
            const binding = this.#declare(name, kind, scope);
            if (kind === "var" && init) binding.late = true;
            if (kind === "var" && place.inLoop) binding.assigned = true;
          });
          this.#visit(init, place);
        }
        return;
      case "BlockStatement":
      case "SwitchStatement":
        this.#children(node, { ...place, scope: new Scope(node, place.scope, false) });
        return;
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement": {
        const inner = { ...place, scope: new Scope(node, place.scope, false), inLoop: true };
        if (node.type !== "ForStatement" && node.left.type !== "VariableDeclaration") {
          this.#pattern(node.left, inner, (name, start) => this.#write(name, start, inner.scope));
          this.#visit(node.right, inner);
          this.#visit(node.body, inner);
          return;
        }
        this.#children(node, inner);
        return;
      }
      case "WhileStatement":
      case "DoWhileStatement":
        this.#children(node, { ...place, inLoop: true });
        return;
      case "CatchClause": {
        const inner = { ...place, scope: new Scope(node, place.scope, false) };
        if (node.param) this.#pattern(node.param, inner, (name) => this.#declare(name, "let", inner.scope));
        this.#visit(node.body, inner);
        return;
      }
      case "AssignmentExpression":
        // `x += 1` reads what it writes; where x is free, the write counts as its use.
        this.#pattern(node.left, place, (name, start) => this.#write(name, start, place.scope));
        this.#visit(node.right, place);
        return;
      case "UpdateExpression":
        this.#pattern(node.argument as Pattern, place, (name, start) => this.#write(name, start, place.scope));
        return;
      case "UnaryExpression":
        if (node.operator === "delete" && node.argument.type === "MemberExpression") {
          this.#children(node.argument, place);
          return;
        }
        this.#children(node, place);
        return;
      case "Property":
        if (node.computed) this.#visit(node.key, place);
        this.#visit(node.value, this.#hasHome(node, place) ? { ...place, ownSuper: true } : place);
        return;
      case "LabeledStatement":
        this.#visit(node.body, place);
        return;
      case "BreakStatement":
      case "ContinueStatement":
      case "ExportAllDeclaration":
        return;
      case "ImportDeclaration":
        for (const part of node.specifiers) {
          const binding = this.#declare(part.local.name, "import", place.scope);
          const specifier = String(node.source.value);
          if (part.type === "ImportNamespaceSpecifier") binding.from = { specifier, name: undefined };
          else if (part.type === "ImportDefaultSpecifier") binding.from = { specifier, name: "default" };
          else binding.from = { specifier, name: exportName(part.imported) };
        }
        return;
      case "ExportNamedDeclaration":
        if (node.source) return;
        if (node.declaration) {
          this.#visit(node.declaration, place);
          return;
        }
        for (const { local } of node.specifiers) this.#refer(exportName(local), local.start, undefined, place);
        return;
      case "MetaProperty":
        if (node.meta.name === "import") this.#surrounding("import.meta", node.start);
        else if (!place.ownThis) this.#surrounding("new.target", node.start);
        return;
      case "ThisExpression":
        if (!place.ownThis) this.#surrounding("this", node.start);
        return;
      case "Super":
        if (!place.ownSuper) this.#surrounding("super", node.start);
        return;
      case "PrivateIdentifier":
        if (!place.privates.has(node.name)) this.#surrounding(`#${node.name}`, node.start);
        return;
      case "CallExpression":
        if (node.callee.type === "Identifier" && node.callee.name === "eval" && !place.scope.find("eval")) {
          this.#surrounding("eval", node.start);
        }
        this.#children(node, place);
        return;
      default:
        this.#children(node, place);
        return;
    }
  }

  /** Whether `super` means something in a property's value; not in the object that was put around a lone method. */
  #hasHome(node: AnyNode & { type: "Property" }, place: Place): boolean {
    return (node.method || node.kind !== "init") && !(this.#method && place.scope === this.analysis.root);
  }

  #member(node: AnyNode & { type: "MemberExpression" }, place: Place): void {
    const { object, property } = node;
    if (object.type === "Identifier" && !node.computed && property.type === "Identifier") {
      this.#refer(object.name, object.start, property.name, place);
      return;
    }
    this.#visit(object, place);
    if (node.computed || property.type === "PrivateIdentifier") this.#visit(property, place);
  }

  #function(node: FunctionNode, place: Place): void {
    let outer = place.scope;
    if (node.type === "FunctionExpression" && node.id) {
      outer = new Scope(node, outer, false);
      this.#declare(node.id.name, "function", outer);
    }
    const scope = new Scope(node, outer, true);
    this.analysis.scopes.set(node.start, scope);
    const arrow = node.type === "ArrowFunctionExpression";
    const inner: Place = {
      ...place,
      scope,
      inLoop: false,
      ownThis: place.ownThis || !arrow,
      ownArguments: place.ownArguments || !arrow,
    };
    for (const param of node.params) this.#pattern(param, inner, (name) => this.#declare(name, "param", scope));
    if (node.body.type === "BlockStatement") this.#children(node.body, inner);
    else this.#visit(node.body, inner);
  }

  #class(node: ClassNode, place: Place): void {
    const scope = new Scope(node, place.scope, false);
    this.analysis.scopes.set(node.start, scope);
    if (node.id) this.#declare(node.id.name, "class", scope);
    this.#visit(node.superClass, { ...place, scope });
    const names = node.body.body.flatMap((member) =>
      "key" in member && member.key.type === "PrivateIdentifier" ? [member.key.name] : [],
    );
    const outer = { ...place, scope, privates: new Set([...place.privates, ...names]) };
    const inner = { ...outer, ownThis: true, ownSuper: true };
    for (const member of node.body.body) {
      if (member.type === "StaticBlock") {
        const block = new Scope(member, scope, true);
        for (const statement of member.body) this.#visit(statement, { ...inner, scope: block, inLoop: false });
        continue;
      }
      if (member.computed) this.#visit(member.key, outer);
      this.#visit(member.value, { ...inner, inLoop: false });
    }
  }

  /** Visits what is evaluated inside a pattern, and calls back for each name that it sets. */
  #pattern(node: Pattern, place: Place, set: (name: string, start: number) => void): void {
    switch (node.type) {
      case "Identifier":
        set(node.name, node.start);
        return;
      case "MemberExpression":
        // To set a member is more than to read it: the object is used as a whole.
        this.#children(node, place);
        return;
      case "ObjectPattern":
        for (const part of node.properties) {
          if (part.type === "RestElement") this.#pattern(part.argument, place, set);
          else {
            if (part.computed) this.#visit(part.key, place);
            this.#pattern(part.value, place, set);
          }
        }
        return;
      case "ArrayPattern":
        for (const part of node.elements) if (part) this.#pattern(part, place, set);
        return;
      case "RestElement":
        this.#pattern(node.argument, place, set);
        return;
      case "AssignmentPattern":
        this.#pattern(node.left, place, set);
        this.#visit(node.right, place);
        return;
    }
  }

  #children(node: AnyNode, place: Place): void {
    const skip = node.type === "MemberExpression" && !node.computed ? node.property : undefined;
    for (const child of Object.values(node)) {
      if (child === skip && skip?.type !== "PrivateIdentifier") continue;
      if (Array.isArray(child)) for (const item of child) isNode(item) && this.#visit(item, place);
      else if (isNode(child)) this.#visit(child, place);
    }
  }

  #declare(name: string, kind: Binding["kind"], scope: Scope): Binding {
    const known = scope.bindings.get(name);
    if (known !== undefined) {
      // Declared twice (`var`, function): whichever runs later sets it again.
      known.assigned = true;
      return known;
    }
    const binding: Binding = { kind, assigned: false, late: false, from: undefined };
    scope.bindings.set(name, binding);
    return binding;
  }

  #refer(name: string, start: number, member: string | undefined, place: Place): void {
    if (name === "arguments" && place.ownArguments) return;
    if (name === "arguments") this.#surrounding("arguments", start);
    else this.analysis.references.push({ name, start, member, scope: place.scope });
  }

  #write(name: string, start: number, scope: Scope): void {
    this.#writes.push({ name, start, scope });
  }

  #surrounding(what: Surrounding, start: number): void {
    if (!this.analysis.surroundings.has(what)) this.analysis.surroundings.set(what, start);
  }
}

const varScope = (scope: Scope): Scope =>
  scope.holdsVar || scope.parent === undefined ? scope : varScope(scope.parent);

const isNode = (value: unknown): value is AnyNode =>
  typeof value === "object" && value !== null && typeof (value as AnyNode).type === "string";

const exportName = (node: { type: string; name?: string; value?: unknown }): string =>
  node.type === "Identifier" ? node.name! : String(node.value);
