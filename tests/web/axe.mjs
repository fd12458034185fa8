// Accessibility of a built site: node axe.mjs FOLDER
//
// axe-core (WCAG 2.2 A and AA, best practice) on a telephone and a desk, light
// and dark; then WCAG 1.4.10: at 320 pixels, with the text spacing of 1.4.12,
// nothing may need scrolling in two directions. Pages have their real headers,
// and what the console says against them is a finding too.
//
// CHROMIUM names the browser. Ends with 1 if it found anything.

import { readFile, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { folderArgument, pagesOf, sampleOf, serve } from "./site.mjs";

// Some two seconds a page.
const ENOUGH = { all: 24, each: 3 };
const WIDTHS = [360, 1280];
const SCHEMES = ["light", "dark"];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`;
const TABS = 2;
// What a person does on a page that asks, and how it is then.
const STATES = [
  ["a question", "#check-begin", "#check-form:not([hidden])"],
  ["an error", "#check-form [type=submit]", "#check-error:not([hidden])"],
  ["the result", "#check-finish", "#check-result:not([hidden])"],
];

const folder = await folderArgument("usage: node axe.mjs FOLDER");
// Nobody stays on an old address, and the browser would tell of where it leads.
const all = (await pagesOf(folder)).filter(({ leadsOn }) => !leadsOn);
const pages = sampleOf(all, ENOUGH);
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const profile = await mkdtemp(join(tmpdir(), "motcua-axe-"));
const site = await serve(folder);
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  userDataDir: profile,
  args: [
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

// The same fault in four circumstances is one line that names them all.
const findings = new Map();
const report = (path, what, circumstance) => {
  const key = `${path} ${what}`;
  findings.set(key, [...(findings.get(key) ?? []), circumstance]);
};

try {
  const waiting = [...pages];
  await Promise.all(
    Array.from({ length: TABS }, async () => {
      const tab = await browser.newPage();
      await tab.setBypassServiceWorker(true);
      for (let page = waiting.shift(); page; page = waiting.shift()) await examine(tab, page.path);
    }),
  );
} finally {
  await browser.close();
  site.close();
  await rm(profile, { recursive: true, force: true });
}

for (const [what, circumstances] of [...findings].sort(([a], [b]) => (a < b ? -1 : 1))) {
  console.log(`${what} (${[...new Set(circumstances)].join(", ")})`);
}
const runs = pages.length * WIDTHS.length * SCHEMES.length;
console.log(
  `axe: ${pages.length} of ${all.length} pages, ${runs} runs, ${findings.size} findings`,
);
process.exitCode = findings.size ? 1 : 0;

async function examine(tab, path) {
  const listen = (message) => {
    if (["error", "warn"].includes(message.type())) report(path, `console: ${message.text()}`, "as it loads");
  };
  const fail = (error) => report(path, `script: ${error.message}`, "as it loads");
  tab.on("console", listen);
  tab.on("pageerror", fail);
  for (const width of WIDTHS) {
    await tab.setViewport({ width, height: 800 });
    await tab.goto(`${site.address}/${path}`, { waitUntil: "load" });
    // By the debugger, to which the page's own policy does not apply.
    await tab.evaluate(axe);
    await look(tab, path, width);
    if (!(await tab.$(STATES[0][1]))) continue;
    for (const [name, press, shown] of STATES) {
      await tab.$eval(press, (button) => button.click());
      // Every so often: a tab behind another draws nothing, and so is told of nothing.
      await tab.waitForFunction((selector) => document.querySelector(selector), { polling: 50 }, shown);
      await look(tab, path, width, name);
    }
  }
  await tab.setViewport({ width: 320, height: 640 });
  await tab.goto(`${site.address}/${path}`, { waitUntil: "load" });
  const wide = await tab.evaluate(overflow, SPACING);
  if (wide) report(path, `reflow: ${wide}`, "320");
  tab.off("console", listen);
  tab.off("pageerror", fail);
}

/** In both schemes. */
async function look(tab, path, width, state = "") {
  for (const scheme of SCHEMES) {
    await tab.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: scheme },
      // Colours half-way through a transition are nobody's choice.
      { name: "prefers-reduced-motion", value: "reduce" },
    ]);
    for (const { id, impact, help, targets } of await tab.evaluate(violations, RULES)) {
      report(path, `[${impact}] ${id}: ${help}: ${targets}`, `${state} ${width} ${scheme}`.trim());
    }
  }
}

/** Runs in the page. */
async function violations(rules) {
  const { violations } = await globalThis.axe.run(document, {
    runOnly: rules,
    resultTypes: ["violations"],
  });
  return violations.map(({ id, impact, help, nodes }) => {
    const named = nodes.slice(0, 3).map(({ target }) => target.join(" "));
    const more = nodes.length > 3 ? ` and ${nodes.length - 3} more` : "";
    return { id, impact, help, targets: named.join("; ") + more };
  });
}

/** Runs in the page: what sticks out to the right, if the page does. */
function overflow(spacing) {
  // Made by script, because the policy forbids style elements.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(spacing);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const room = document.documentElement.clientWidth;
  const needed = document.documentElement.scrollWidth;
  if (needed <= room) return "";
  const culprits = [...document.body.querySelectorAll("*")].filter(
    (element) => element.getBoundingClientRect().right > room + 1,
  );
  const names = culprits
    .slice(0, 3)
    .map(({ localName, className }) => [localName, ...String(className).split(" ").filter(Boolean)].join("."));
  return `${needed - room} px too wide: ${names.join("; ")}`;
}
