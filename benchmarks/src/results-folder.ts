// Where the committed results are; the site draws what lies here.

import { fileURLToPath } from "node:url";

export const defaultFolder = fileURLToPath(new URL("../results", import.meta.url));
