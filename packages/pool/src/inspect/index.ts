// Looking into functions: their text, the names that it leaves open, and what these hold.

export type { FunctionSite } from "../portable/forms.ts";
export { type Captured, captureVariables } from "./capture-variables.ts";
export { functionSource } from "./function-source.ts";
export { freeVariables } from "./uses.ts";
