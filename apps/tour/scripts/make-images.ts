// Draws the two images in images/, whose autocorrelation shows what the eye misses. Run it again after changing it:
//
//   npm run x -- node --conditions=@mp/source apps/tour/scripts/make-images.ts

import { join } from "node:path";
import ndarray from "ndarray";
import { type Matrix, seededRandom } from "../src/inputs.ts";
import { toPixels } from "../src/pictures/picture.ts";
import { writePng } from "../src/pictures/png.ts";

const side = 96;

const draw = (brightness: (row: number, column: number) => number): Matrix => {
  const picture = ndarray(new Float64Array(side * side), [side, side]);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) picture.set(row, column, brightness(row, column));
  }
  return picture;
};

/** A woven cloth: threads that pass over and under each other. The autocorrelation is the lattice of its weave. */
const weave = (): Matrix => {
  const thread = 6;
  const random = seededRandom(1);
  return draw((row, column) => {
    const over = (Math.floor(row / thread) + Math.floor(column / thread)) % 2 === 0;
    const across = ((over ? row : column) % thread) + 0.5;
    const round = Math.sin((Math.PI * across) / thread);
    const shade = (over ? 210 : 130) * (0.35 + 0.65 * round) + 16 * (random() - 0.5);
    return Math.round(shade / 8) * 8;
  });
};

/** Stars seen twice, the second time shifted by 17 columns and 9 rows. The autocorrelation has a peak at that shift. */
const stars = (): Matrix => {
  const random = seededRandom(2);
  const picture = draw(() => 0);
  for (let star = 0; star < 90; star++) {
    const row = 1 + Math.floor(random() * (side - 12));
    const column = 1 + Math.floor(random() * (side - 20));
    const brightness = 96 + 32 * Math.floor(random() * 5);
    for (const [down, right] of [
      [0, 0],
      [9, 17],
    ] as const) {
      picture.set(row + down, column + right, brightness);
      picture.set(row + down, column + right + 1, brightness / 2);
      picture.set(row + down + 1, column + right, brightness / 2);
    }
  }
  return picture;
};

const folder = join(import.meta.dirname, "..", "images");
await writePng(join(folder, "weave.png"), toPixels(weave(), 0, 255));
await writePng(join(folder, "stars.png"), toPixels(stars(), 0, 255));
