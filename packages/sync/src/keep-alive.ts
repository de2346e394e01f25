// Keeps a thread alive while it awaits a word: `Atomics.waitAsync` alone does not hold Node's event loop.

const LONGEST = 2 ** 31 - 1;
let pending = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** Awaits `wait`; until it settles the event loop has something to do. */
export async function keepAlive<T>(wait: Promise<T>): Promise<T> {
  pending++;
  timer ??= setInterval(() => {}, LONGEST);
  try {
    return await wait;
  } finally {
    pending--;
    if (pending === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  }
}
