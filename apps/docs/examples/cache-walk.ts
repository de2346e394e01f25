// How far away memory is. Each number says where the next one lies, so that no step can begin before the last has ended.

/** One round trip over all cache lines (64 bytes, 16 numbers) of so much memory, in random order. */
const roundTrip = (bytes: number): Int32Array => {
  const order = Uint32Array.from({ length: bytes / 64 }, (_, i) => i);
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const next = new Int32Array(bytes / 4);
  order.forEach((line, i) => {
    next[line * 16] = order[(i + 1) % order.length]! * 16;
  });
  return next;
};

const walk = (next: Int32Array, steps: number): number => {
  let at = 0;
  for (let i = 0; i < steps; i++) at = next[at]!;
  return at;
};

for (const kilobytes of [16, 512, 4096, 131_072]) {
  const next = roundTrip(kilobytes * 1024);
  console.log(`${kilobytes} KiB, back at ${walk(next, next.length / 16)}`);

  const times = Array.from({ length: 9 }, () => {
    const start = performance.now();
    walk(next, 1_000_000);
    return performance.now() - start;
  });
  console.error(`  ${Math.min(...times).toFixed(1)} ns a step`);
}
