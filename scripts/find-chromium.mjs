// Where a machine keeps its Chromium: Debian's package, or what CHROMIUM says.

import { existsSync } from "node:fs";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** @returns {string | undefined} the program's path */
export const findChromium = () => [process.env.CHROMIUM, ...places].find((path) => path && existsSync(path));
