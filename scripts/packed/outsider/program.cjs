const { Pool } = require("@mp/pool");
const { helper } = require("./helper.cjs");

const scale = 3;
const range = Array.from({ length: 10 }, (_, i) => i);

(async () => {
  const pool = new Pool(2);
  const results = await pool.map((x) => helper(x) * scale, range);
  console.log(results.join(" "));
  await pool.terminate();
})();
