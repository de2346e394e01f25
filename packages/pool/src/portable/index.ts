// How values, results and errors cross between threads. Light enough for every worker; functions are sent by `send.ts`.

export { decodeValue, prepareValue, reviveFunction } from "./decode.ts";
export { decodeError } from "./decode-error.ts";
export { discard, discardError } from "./discard.ts";
export { encodeResult, encodeValue, explainUncloneable } from "./encode.ts";
export { encodeError } from "./encode-error.ts";
export type { ErrorForm, FunctionForm, ValueForm } from "./forms.ts";
