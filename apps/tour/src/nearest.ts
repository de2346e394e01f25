// Finds the name that a user probably meant.

/** The least number of letters to insert, delete, replace or swap with their neighbour that turns `a` into `b`. */
export const editDistance = (a: string, b: string): number => {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(replaced, rows[i - 1]![j]! + 1, row[j - 1]! + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, rows[i - 2]![j - 2]! + 1);
      row.push(least);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
};

/** The name nearest to what was typed, if any is near enough to be meant: a beginning of it, or a third of it mistyped. */
export const nearest = (typed: string, names: readonly string[]): string | undefined => {
  const lower = typed.toLowerCase();
  if (lower === "") return undefined;
  const begun = names.find((name) => name.startsWith(lower));
  if (begun) return begun;
  const ranked = names
    .map((name) => ({ name, distance: editDistance(lower, name) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(1, Math.floor(best.name.length / 3)) ? best.name : undefined;
};
