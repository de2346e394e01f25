// What this thread was sent: which class or function came from where, so that it can be named to the sender.

import type { Part } from "./forms.ts";

const origins = new WeakMap<object, Part>();

export const originOf = (value: object): Part | undefined => origins.get(value);

export const noteOrigin = (value: unknown, origin: Part): void => {
  if (typeof value === "function" && !origins.has(value)) origins.set(value, origin);
};

const tokens = new WeakMap<object, number>();
const senders = new Map<number, WeakRef<object>>();
let lastToken = 0;

/** A number by which the receiver of a class can name it back to this thread. */
export const tokenOf = (value: object): number => {
  let token = tokens.get(value);
  if (token === undefined) {
    lastToken += 1;
    token = lastToken;
    tokens.set(value, token);
    senders.set(token, new WeakRef(value));
  }
  return token;
};

export const sentAs = (token: number): object | undefined => senders.get(token)?.deref();
