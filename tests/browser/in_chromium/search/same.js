// Drives the module that is published as the worker does, and gives its final
// answers as they are, to the byte.
"use strict";
const get = async (name) => {
  const response = await fetch(`../search/${name}`);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  const inflated = response.body.pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(inflated).arrayBuffer());
};

const opened = (async () => {
  await motcuaSearchModule({ module_or_path: await (await fetch("search_bg.wasm")).arrayBuffer() });
  return motcuaSearchModule.Search.open(await get("root.bin"));
})();

/**
 * The answer to each question, and an excerpt of a text for it.
 * @param {[string, string, string][]} questions
 */
globalThis.answer = async (questions) => {
  const search = await opened;
  const answers = [];
  for (const [text, options, quoted] of questions) {
    search.ask(text, options);
    for (let wanted = search.wanted(); wanted; wanted = search.wanted()) {
      for (const name of wanted.split(" ")) {
        if (!search.supply(name, await get(name).catch(() => new Uint8Array()))) search.failed(name);
      }
    }
    answers.push([search.answer(), search.excerpt(quoted)]);
  }
  return answers;
};
