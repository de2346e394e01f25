import { library } from "../../scripts/tsup-library.ts";

export default library(["src/index.ts", "src/platform/node.ts", "src/platform/browser.ts"]);
