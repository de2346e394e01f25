// The sibling file of the programs: where it is a module of its own, what it exports travels by reference.

export const helper = (x: number): number => x * 10;

export class TileError extends Error {
  override name = "TileError";
  readonly tile: number;

  constructor(tile: number) {
    super(`tile ${tile} is missing`);
    this.tile = tile;
  }
}

export const readTile = (tile: number): number => {
  if (tile < 0) throw new TileError(tile);
  return tile;
};

export const table = { even: (n: number): boolean => n % 2 === 0, offset: 100 };
