// How long the browser's module takes over a whole catalogue, in headless Chromium slowed down four times.
//
//   MOTCUA_PROGRAM=program.bin cargo test --release --lib rules::properties::catalogue
//   npm ci --prefix tests/web
//   node tests/rules/speed.mjs program.bin [4] [/usr/bin/chromium]
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { launch } = createRequire(new URL("../web/", import.meta.url))("puppeteer-core");
const [path, rate = "4", executablePath = "/usr/bin/chromium"] = process.argv.slice(2);
const built = (name) => readFileSync(new URL(`../../web/pkg/${name}`, import.meta.url));
const browser = await launch({ executablePath, args: ["--no-sandbox"] });
try {
  const page = await browser.newPage();
  await page.emulateCPUThrottling(Number(rate));
  const figures = await page.evaluate(
    (glue, module, program) => {
      const motcuaRulesModule = new Function(`${glue};return motcuaRulesModule`)();
      const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
      const time = (run, times) => {
        const took = Array.from({ length: times }, (_, at) => {
          const start = performance.now();
          run(at);
          return performance.now() - start;
        }).sort((a, b) => a - b);
        return { median: took[times >> 1], worst: took[times - 1] };
      };
      const start = performance.now();
      motcuaRulesModule.initSync({ module: bytes(module) });
      const ready = performance.now() - start;
      const read = time(() => new motcuaRulesModule.Rules(bytes(program)).free(), 9);
      const rules = new motcuaRulesModule.Rules(bytes(program));
      const rows = [{ what: "module ready", median: ready, worst: ready }, { what: "program read", ...read }];
      rules.answer("today", "2026-03-01");
      for (const count of [0, 5, 20]) {
        for (let given = 0; given < count; given += 1) {
          const next = JSON.parse(rules.next(""));
          if (!next) break;
          for (const answer of ["yes", "a", "3", "1980-02-03", "01"]) if (rules.answer(next.question, answer)) break;
        }
        rows.push({ what: `screen after ${count} more answers`, ...time(() => rules.screen(), 31) });
        rows.push({ what: `next question after ${count} more answers`, ...time(() => rules.next(""), 15) });
      }
      return { procedures: rules.screen().length, rows };
    },
    built("rules.js").toString(),
    built("rules_bg.wasm").toString("base64"),
    readFileSync(path).toString("base64"),
  );
  console.log(`${figures.procedures} procedures, slowed down ${rate} times, ms`);
  for (const { what, median, worst } of figures.rows) console.log(`${what.padEnd(40)} ${median.toFixed(1).padStart(8)} ${worst.toFixed(1).padStart(8)}`);
} finally {
  await browser.close();
}
