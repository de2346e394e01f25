// What the user asked for cannot be done as asked: the tour says why and exits with 2.

/** The message is for the user: what is wrong, and what to do. */
export class BadInputError extends Error {
  override readonly name = "BadInputError";
}
