// How an error message names the type of a value that was not expected.

export function typeName(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "string") return `the string ${JSON.stringify(value)}`;
  if (typeof value !== "object") return typeof value;
  return value.constructor?.name ?? "object";
}
