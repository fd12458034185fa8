// Asks the browser's module what the engine was asked natively, and says where the two disagree.
//
//   cargo bench --bench table -- --questions FOLDER 100000 200
//   node tests/table/agree.mjs FOLDER web/pkg
import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { inflateRawSync } from "node:zlib";

const [folder, pkg = "web/pkg"] = process.argv.slice(2);
const script = readFileSync(join(pkg, "table.js"), "utf8");
const load = vm.runInThisContext(`${script}; motcuaTableModule`);
const instance = await load({ module_or_path: readFileSync(join(pkg, "table_bg.wasm")) });

const files = new Map();
const read = (name) => files.get(name) ?? files.set(name, readFileSync(join(folder, "table", name))).get(name);
const table = load.Table.open(inflateRawSync(read("root.bin")));

/** Everything of an answer; the native side has parsed it once, so that its keys stand otherwise. */
const sorted = (value) =>
  JSON.stringify(value, (_, inner) =>
    inner && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

let tried = 0;
let differ = 0;
for (const line of readFileSync(join(folder, "questions.jsonl"), "utf8").split("\n").filter(Boolean)) {
  const asked = JSON.parse(line);
  table.ask(asked.query);
  for (let wanted; (wanted = table.wanted().split(" ").filter(Boolean)).length; ) {
    for (const name of wanted) {
      const [, file, offset, length] = name.split(":");
      const stored = read(file).subarray(Number(offset), Number(offset) + Number(length));
      if (!table.supply(name, inflateRawSync(stored))) throw new Error(`${name} is refused`);
    }
  }
  const text = table.answer();
  const { generation: _, ...found } = JSON.parse(text);
  const { generation: __, ...native } = JSON.parse(asked.answer);
  tried += 1;
  if (sorted(found) !== sorted(native)) {
    differ += 1;
    if (differ < 4) console.log(asked.query, "\n  native", asked.answer, "\n  module", text);
  }
}
console.log(`${tried} answers tried, ${differ} differ; ${(instance.memory.buffer.byteLength / 1e6).toFixed(1)} MB of memory`);
process.exit(differ || !tried ? 1 : 0);
