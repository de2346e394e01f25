// Catches what the program and its workers print, so that the order of the lines can be checked.

/**
 * Runs `work` and returns the lines that reached standard output meanwhile. A worker's output arrives here too: Node pipes
 * it into this process's.
 */
export const linesPrinted = async (work: () => Promise<void>): Promise<string[]> => {
  const chunks: string[] = [];
  const write = process.stdout.write;
  process.stdout.write = ((chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
    chunks.push(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8"));
    const callback = typeof encoding === "function" ? encoding : done;
    if (typeof callback === "function") process.nextTick(callback);
    return true;
  }) as typeof write;
  try {
    await work();
    // What an ended worker had printed is in the pipe by now, and is handed over within this turn.
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.stdout.write = write;
  }
  return chunks.join("").split("\n").filter(Boolean);
};
