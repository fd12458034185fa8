// Replays vectors of the native evaluator in the browser's module, and says where the two disagree.
//
//   MOTCUA_VECTORS=vectors.jsonl cargo test --lib vectors_for_the_browser
//   node tests/rules/agree.mjs vectors.jsonl web/pkg
import { createReadStream, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { runInThisContext } from "node:vm";

const [vectors, folder = "web/pkg"] = process.argv.slice(2);
// A classic script: what it declares is the value of the last line.
const module = runInThisContext(`${readFileSync(resolve(folder, "rules.js"), "utf8")};motcuaRulesModule`);
module.initSync({ module: readFileSync(resolve(folder, "rules_bg.wasm")) });

let tried = 0;
let differ = 0;
for await (const line of createInterface({ input: createReadStream(vectors) })) {
  const row = JSON.parse(line);
  const rules = new module.Rules(Buffer.from(row.program, "hex"));
  for (const [question, answer] of row.answers) {
    if (answer && !rules.answer(question, answer)) throw new Error(`${question}=${answer}`);
  }
  const found = { screen: [...rules.screen()], next: rules.next("1"), result: rules.result("1") };
  tried += 1;
  for (const key of ["screen", "next", "result"]) {
    if (JSON.stringify(found[key]) !== JSON.stringify(row[key])) {
      differ += 1;
      if (differ < 4) console.log(key, JSON.stringify(row.answers), "\n  native", row[key], "\n  module", found[key]);
    }
  }
  rules.free();
}
console.log(`${tried} answers tried, ${differ} differ`);
process.exit(differ ? 1 : 0);
