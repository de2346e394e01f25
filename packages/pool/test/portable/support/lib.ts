// A module of a user's: what it exports travels by reference.

export const helper = (x: number): number => x * 10;

export default (x: number): number => x + 1;

export class TileError extends Error {
  override name = "TileError";
  readonly tile: number;

  constructor(tile: number) {
    super(`tile ${tile} is missing`);
    this.tile = tile;
  }
}

export function readTile(tile: number): number {
  if (tile < 0) throw new TileError(tile);
  return tile;
}

/** How often this module was evaluated in its thread. */
export const evaluations: number = ((globalThis as { evaluations?: number }).evaluations ?? 0) + 1;
(globalThis as { evaluations?: number }).evaluations = evaluations;

export const countEvaluations = (): number => (globalThis as { evaluations?: number }).evaluations ?? 0;
