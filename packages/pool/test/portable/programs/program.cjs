// The same in CommonJS, which can only import what it uses of mp.

const os = require("node:os");
const { helper } = require("./sibling.cjs");
const sibling = require("./sibling.cjs");

const answers = {};
const scale = 3;
let growing = 1;
const local = (x) => x + scale;

const main = async () => {
  const { Pool } = await import("@mp/pool");
  const pool = new Pool(2);
  answers.closure = await pool.map((x) => helper(x) * scale, [1, 2, 3]);
  answers.exported = await pool.map(helper, [1, 2]);
  const grow = (x) => local(x) * growing;
  answers.before = await pool.map(grow, [1, 2]);
  growing = 7;
  answers.after = await pool.map(grow, [1, 2]);
  answers.namespace = await pool.map((x) => sibling.helper(x) + os.EOL.length, [1]);
  answers.required = await pool.apply(() => require("./sibling.cjs").helper(4));
  answers.file = await pool.apply(() => __filename.endsWith("program.cjs"));
  await pool.terminate();
};

main().then(() => console.log(JSON.stringify(answers)));
