// The search worker: fetches what the engine wants and hands on its answers,
// so that typing never waits.
//
// It is published behind the module's own script, in one file, since a second
// one would be a second wait. In: { wasm, root, site } once, then questions
// { id, text, options } and { id, address, lang } for the excerpt of a result.
// Out: { id, answer }, again whenever it got better, { id, excerpt } and
// { failed }. Only the last question is worked on. To what the engine says of
// an answer (generator/browser/search.rs) is added whether it is the last, and
// whether files could not be had.
"use strict";
{
  /** How many records are kept. */
  const KEPT = 200;
  /** The most bytes a file may have unpacked; the engine's own limit. */
  const LARGEST = 8 << 20;

  /** @type {motcuaSearchModule.Search | undefined} */
  let search;
  let site = "";
  /** @type {{ id: number, text: string, options: string } | undefined} */
  let question;
  let last = "";
  /** Why there are no answers. */
  let dead = "";
  /** How often a file was fetched for the question, by name. */
  /** @type {Map<string, number>} */
  let trials = new Map();
  /** The files that could not be had for the question. */
  /** @type {Set<string>} */
  const lost = new Set();
  /** @type {Set<string>} */
  const loading = new Set();
  /** @type {Map<string, Promise<any>>} */
  const records = new Map();

  /**
   * @param {string} path
   * @param {RequestCache} [cache]
   */
  const get = async (path, cache) => {
    const response = await fetch(new URL(path, site), { cache });
    if (!response.ok || !response.body) throw new Error(`${path}: ${response.status}`);
    return response;
  };

  /**
   * A file unpacked; no more is read of one that is none of ours, or a few bytes could take all memory.
   * @param {ReadableStream} stream
   */
  const inflate = async (stream) => {
    let left = LARGEST;
    const bounded = new TransformStream({
      transform: (chunk, out) => {
        left -= chunk.byteLength;
        if (left < 0) throw new RangeError("too large");
        out.enqueue(chunk);
      },
    });
    const inflated = stream.pipeThrough(new DecompressionStream("deflate-raw")).pipeThrough(bounded);
    return new Uint8Array(await new Response(inflated).arrayBuffer());
  };

  /** @param {string} name */
  const load = async (name) => {
    loading.add(name);
    const trial = (trials.get(name) ?? 0) + 1;
    trials.set(name, trial);
    let good = false;
    try {
      // What was stored broken must not be taken from the same store again.
      const { body } = await get(`search/${name}`, trial > 1 ? "reload" : "default");
      good = !!search?.supply(name, await inflate(/** @type {ReadableStream} */ (body)));
    } catch {
      // As bad as bytes that are wrong.
    }
    loading.delete(name);
    try {
      if (!good && (trials.get(name) ?? 0) > 1) {
        lost.add(name);
        search?.failed(name);
      }
      advance();
    } catch (error) {
      die(error);
    }
  };

  /** Fetches what is wanted now, and tells what is known now. */
  const advance = () => {
    if (!search || !question) return;
    const wanted = search.wanted().split(" ").filter(Boolean);
    for (const name of wanted) {
      if (!loading.has(name) && (trials.get(name) ?? 0) < 2) void load(name);
    }
    const done = !wanted.some((name) => loading.has(name));
    const json = search.answer();
    // Bytes that come for an earlier question change nothing.
    if (last === json + done) return;
    last = json + done;
    // An engine that says itself what is missing knows better: without the head, nothing is.
    postMessage({ id: question.id, answer: { missing: lost.size > 0, ...JSON.parse(json), done } });
  };

  /** The parts of a record that are read as text. */
  const TEXTS =
    "summary body documents requirements steps channels fees cases results reception note legal_basis name text".split(" ");

  /**
   * The texts of a record in a language.
   * @param {any} value
   * @param {string} lang
   * @returns {string[]}
   */
  const texts = (value, lang) => {
    if (typeof value === "string") return [value];
    if (!value || typeof value !== "object") return [];
    if (Array.isArray(value)) return value.flatMap((item) => texts(item, lang));
    if ("vi" in value || "en" in value) return texts(value[lang], lang);
    // Marks of Markdown are no words.
    if (value.format) return [value.text.replace(/\]\([^)]*\)|[*_`#>[\]]+/g, "")];
    return TEXTS.flatMap((key) => texts((lang !== "vi" && value[`${key}_${lang}`]) || value[key], lang));
  };

  /** @param {{ id: number, address: string, lang: string }} wanted */
  const excerpt = async ({ id, address, lang }) => {
    let record = records.get(address);
    if (!record) {
      if (records.size >= KEPT) records.clear();
      record = get(`${address}index.json`).then((response) => response.json());
      records.set(address, record);
    }
    const { name: _, ...rest } = await record;
    if (id !== question?.id || !search) return;
    const whole = running(texts(rest, lang));
    const found = JSON.parse(search.excerpt(whole));
    if (found.marks?.length) postMessage({ id, excerpt: { ...found, address, around: around(found.text, whole) } });
  };

  /**
   * Texts one after another, each ended as a sentence is.
   * @param {string[]} texts
   */
  const running = (texts) =>
    texts
      .flatMap((text) => text.normalize().split(/\n\s*\n/))
      .map((text) => text.replace(/[\s\p{Cc}]+/gu, " ").trim())
      .filter(Boolean)
      .map((text) => (/[\p{L}\p{N})\]”"]$/u.test(text) ? `${text}.` : text))
      .join(" ");

  /**
   * What stands before and behind a passage: how it was cut out of the whole, or how that ends.
   * @param {string} passage
   * @param {string} whole
   * @returns {[string, string]}
   */
  const around = (passage, whole) => {
    const at = whole.indexOf(passage);
    const rest = at < 0 ? "x" : whole.slice(at + passage.length);
    const begins = !at || (at > 0 && /[.!?…][^\p{L}\p{N}]*$/u.test(whole.slice(0, at)));
    return [begins ? "" : "… ", /[\p{L}\p{N}]/u.test(rest) ? " …" : rest];
  };

  /** @param {{ wasm: ArrayBuffer, root: ArrayBuffer, site: string }} parts */
  const begin = async ({ wasm, root, site: address }) => {
    site = address;
    try {
      const [bytes] = await Promise.all([
        inflate(new Blob([root]).stream()),
        motcuaSearchModule({ module_or_path: wasm }),
      ]);
      search = motcuaSearchModule.Search.open(bytes);
      if (!search) throw new Error("search/root.bin is damaged or of another version");
      turn();
    } catch (error) {
      die(error);
    }
  };

  /**
   * Says that there will be no answers, now and to every later question.
   * @param {unknown} error
   */
  const die = (error) => {
    search = undefined;
    dead = String(error);
    postMessage({ failed: dead });
  };

  /** Turns to the last question. */
  const turn = () => {
    if (!search || !question) return;
    trials = new Map();
    lost.clear();
    last = "";
    search.ask(question.text, question.options);
    advance();
  };

  addEventListener("message", ({ data }) => {
    if (data.wasm) void begin(data);
    else if (dead) postMessage({ failed: dead });
    else if (data.address) excerpt(data).catch(() => records.delete(data.address));
    else {
      question = data;
      turn();
    }
  });
}
