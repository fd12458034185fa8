// html-validate over a built site: node html.mjs FOLDER
//
// Ends with 1 if it found anything.

import { join } from "node:path";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import settings from "./.htmlvalidate.json" with { type: "json" };
import { folderArgument, pagesOf, sampleOf } from "./site.mjs";

// At a few milliseconds a page: enough to meet the odd record, few enough not
// to be waited for.
const ENOUGH = { all: 400, each: 40 };

const folder = await folderArgument("usage: node html.mjs FOLDER");
const all = await pagesOf(folder);
const pages = sampleOf(all, ENOUGH);
const validator = new HtmlValidate(new FileSystemConfigLoader(settings));

let findings = 0;
for (const { path } of pages) {
  const report = await validator.validateFile(join(folder, path));
  for (const { messages } of report.results) {
    for (const { line, column, ruleId, message } of messages) {
      findings += 1;
      console.log(`${path}:${line}:${column} ${ruleId}: ${message}`);
    }
  }
}
console.log(`html: ${pages.length} of ${all.length} pages, ${findings} findings`);
process.exitCode = findings ? 1 : 0;
