import { cpuCount } from "@mp/pool";

console.log(cpuCount() >= 1); // 2 on the machine of our figures, 12 on a laptop
