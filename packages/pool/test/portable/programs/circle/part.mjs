import { base } from "./main.mjs";

export const addBase = (x) => x + base;
