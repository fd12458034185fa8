// node compare.mjs [SITE | NUMBER] [GRADED.tsv]: motcua, Pagefind and MiniSearch on the same texts, as a Markdown table.
//
// SITE is a folder of motcua's sources, NUMBER so many synthetic procedures (6000). motcua builds it; Pagefind indexes the
// pages of the procedures, MiniSearch what those pages say. Questions whose answer is known are made of names; a table
// of graded ones (id, kind, question, code:grade,…) is asked as well. Counting and Chromium are the bench of search's.
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const [site = "6000", graded] = process.argv.slice(2);
const work = mkdtempSync(join(process.env.MOTCUA_BENCH_DIR ?? tmpdir(), "motcua-compare-"));
const at = (...parts) => join(work, ...parts);

/** What the bench of search says. */
const bench = (...args) =>
  execFileSync("cargo", ["bench", "--quiet", "--bench", "search", "--", ...args], {
    cwd: join(here, "../.."),
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "inherit"],
  });
/** Seconds, processor seconds and peak megabytes of a command. */
const measure = (...command) => bench("--measure", ...command).trim().split(" ").map(Number);
const bytes = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
const brotli = (data) => brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).length;
const percentile = (values, percent) => [...values].sort((a, b) => a - b)[Math.floor(((values.length - 1) * percent) / 100)];
const rows = (path) =>
  readFileSync(path, "utf8").trim().split("\n").slice(1).map((line) => {
    const [id, kind, text, codes] = line.split("\t");
    return { id, kind, text, grades: new Map(codes.split(",").map((code) => code.trim().split(":")).map(([code, grade]) => [code, +grade])) };
  });

// The site, and what its procedures' pages say.
const source = /^\d+$/.test(site) ? at("source") : resolve(site);
if (/^\d+$/.test(site)) bench("--corpus", site, source);
const built = measure("motcua", "build", "--quiet", source, "-o", at("public"));
const entities = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };
const plain = (html) =>
  html.replace(/<[^>]*>/g, " ").replace(/&(#?\w+);/g, (whole, name) => entities[name] ?? whole).replace(/\s+/g, " ").trim();
const pages = readdirSync(at("public/thu-tuc"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
const texts = pages.flatMap(({ name }) => {
  const html = readFileSync(at("public/thu-tuc", name, "index.html"), "utf8");
  const main = html.match(/<main[^>]*>([^]*)<\/main>/)?.[1];
  const title = main?.match(/<h1[^>]*>([^]*?)<\/h1>/)?.[1];
  return title ? [JSON.stringify({ id: name, title: plain(title), text: plain(main.replace(/<h1[^>]*>[^]*?<\/h1>/, "")) })] : [];
});
writeFileSync(at("texts.ndjson"), texts.join("\n"));
writeFileSync(at("known.tsv"), bench("--queries", source, "50"));
const sets = [at("known.tsv"), ...(graded ? [resolve(graded)] : [])];

/** @type {{ name: string, build: number[], size: number, cold?: any, fresh?: number[], warm: number[], codes: string[][][] }[]} */
const engines = [];
const browser = (name, page, build, size) => {
  console.error(`${name}: built in ${build[0].toFixed(1)} s; asking`);
  const asked = sets.map((set) => JSON.parse(bench("--use", at("public"), page, set)));
  engines.push({ name, build, size, cold: asked[0].cold, fresh: asked[0].fresh, warm: asked[0].warm, codes: asked.map(({ codes }) => codes) });
};

// motcua: what the index adds to a build.
{
  mkdirSync(at("bare"));
  spawnSync("cp", ["-r", `${source}/.`, at("bare")]);
  const about = at("bare/content/site.toml");
  const toml = readFileSync(about, "utf8");
  rmSync(about, { force: true });
  writeFileSync(about, `search = false\n${toml}`);
  const bare = measure("motcua", "build", "--quiet", at("bare"), "-o", at("bare-public"));
  browser("motcua", "tim-kiem/", [built[0] - bare[0], built[2] - bare[2]], bytes(at("public/search")));
  rmSync(at("bare-public"), { recursive: true });
}

// Pagefind, on the same pages and no others.
{
  const build = measure(
    join(here, "node_modules/.bin/pagefind"),
    ...["--site", at("public"), "--glob", "thu-tuc/*/index.html", "--root-selector", "main", "--quiet"],
  );
  copyFileSync(join(here, "pagefind.html"), at("public/pagefind.html"));
  browser("Pagefind", "pagefind.html", [build[0], build[2]], bytes(at("public/pagefind")));
}

// MiniSearch: the library and one index, all of which come before the first result.
for (const fold of [[], ["fold"]]) {
  const script = join(here, "minisearch.mjs");
  const build = measure("node", script, "build", at("texts.ndjson"), at("mini.json"), ...fold);
  const asked = sets.map((set) =>
    JSON.parse(execFileSync("node", [script, "ask", at("mini.json"), set, ...fold], { encoding: "utf8", maxBuffer: 1 << 28 })),
  );
  const library = brotli(readFileSync(join(here, "node_modules/minisearch/dist/umd/index.js")));
  const kb = (library + brotli(readFileSync(at("mini.json")))) / 1e3;
  engines.push({
    name: fold.length ? "MiniSearch, folding" : "MiniSearch",
    build: [build[0], build[2]],
    size: statSync(at("mini.json")).size,
    cold: [{ kb: [kb, kb], requests: [2, 2], rounds: [1, 1] }],
    warm: asked[0].warm,
    codes: asked.map(({ codes }) => codes),
  });
}

const line = (what, value) => console.log(`| ${what} | ${engines.map((engine) => value(engine) ?? "–").join(" | ")} |`);
const cold = (key, part) => ({ cold }) => {
  const values = cold.filter((one) => one[key]).map((one) => one[key][part]);
  return values.length ? percentile(values, 50).toFixed(key === "kb" ? 1 : 0) : undefined;
};
console.log(`${pages.length} procedures, ${(statSync(at("texts.ndjson")).size / 1e6).toFixed(1)} MB of text\n`);
console.log(`| | ${engines.map(({ name }) => name).join(" | ")} |\n|---|${engines.map(() => "---:|").join("")}`);
line("build, s", ({ build }) => build[0].toFixed(2));
line("peak memory, MB", ({ build }) => build[1].toFixed(0));
line("index, MB", ({ size }) => (size / 1e6).toFixed(2));
line("cold, first results, KB", cold("kb", 0));
line("cold, all ten results, KB", cold("kb", 1));
line("cold, requests", cold("requests", 1));
line("cold, round trips", cold("rounds", 1));
line("cold, first results, ms", cold("ms", 0));
line("cold, all ten results, ms", cold("ms", 1));
line("a further question, KB", ({ fresh }) => fresh && percentile(fresh.slice(1), 50).toFixed(1));
line("warm, median, ms", ({ warm }) => percentile(warm, 50).toFixed(2));
line("warm, p95, ms", ({ warm }) => percentile(warm, 95).toFixed(2));

const known = rows(sets[0]);
for (const kind of new Set(known.map(({ kind }) => kind))) {
  for (const most of [1, 10]) {
    line(`${kind}, known item in the first ${most}`, ({ codes }) => {
      const of = codes[0].filter((_, at) => known[at].kind === kind);
      const items = known.filter((row) => row.kind === kind);
      return (of.filter((found, at) => found.slice(0, most).some((code) => items[at].grades.has(code))).length / of.length).toFixed(2);
    });
  }
}
if (graded) {
  const set = rows(sets[1]);
  const gain = (grades) => grades.slice(0, 10).reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);
  const ndcg = ({ grades }, found) => {
    const best = gain([...grades.values()].sort((a, b) => b - a));
    return best ? gain(found.map((code) => grades.get(code) ?? 0)) / best : 0;
  };
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  line(`nDCG@10 of ${set.length} graded questions`, ({ codes }) => mean(set.map((row, at) => ndcg(row, codes[1][at]))).toFixed(3));
  for (const kind of new Set(set.map(({ kind }) => kind))) {
    line(`nDCG@10, ${kind}`, ({ codes }) => mean(set.flatMap((row, at) => (row.kind === kind ? [ndcg(row, codes[1][at])] : []))).toFixed(3));
  }
}
rmSync(work, { recursive: true });
