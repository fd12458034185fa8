// node minisearch.mjs build TEXTS INDEX [fold]: writes the index of texts, one JSON { id, title, text } a line.
// node minisearch.mjs ask INDEX QUESTIONS [fold]: prints { load, warm, codes } for the third column of a table.
//
// The default tokenizer, and options as the documentation's examples have them: prefix, fuzzy 0.2, titles twice. With
// `fold`, terms lose their marks, as somebody who knows Vietnamese would set it up.
import { readFileSync, writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import MiniSearch from "minisearch";

const [what, from, to, fold] = process.argv.slice(2);

const folded = (term) => term.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");
const options = {
  fields: ["title", "text"],
  ...(fold ? { processTerm: folded } : {}),
  searchOptions: { prefix: true, fuzzy: 0.2, boost: { title: 2 } },
};

if (what === "build") {
  const search = new MiniSearch(options);
  search.addAll(readFileSync(from, "utf8").trim().split("\n").map((line) => JSON.parse(line)));
  writeFileSync(to, JSON.stringify(search));
} else {
  const start = performance.now();
  const search = MiniSearch.loadJSON(readFileSync(from, "utf8"), options);
  const load = performance.now() - start;
  const questions = readFileSync(to, "utf8").trim().split("\n").slice(1).map((line) => line.split("\t")[2]);
  const warm = [];
  const codes = [];
  for (const again of [false, true]) {
    for (const question of questions) {
      const start = performance.now();
      const results = search.search(question).slice(0, 10);
      if (!again) continue;
      warm.push(performance.now() - start);
      codes.push(results.map(({ id }) => id));
    }
  }
  console.log(JSON.stringify({ load, warm, codes }));
}
