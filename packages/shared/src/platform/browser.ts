// What differs in a browser: a page may go away without a word, and nobody reads what it would say.

import type * as node from "./node.ts";

export const atProgramEnd: typeof node.atProgramEnd = () => {};
