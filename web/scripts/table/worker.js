// The table worker: fetches what the engine wants and hands on its answers, so
// that neither typing nor scrolling waits.
//
// It is published behind the module's own script, in one file. In: { wasm,
// root, folder } once, then questions { id, kind, query }, of
// which "save" is for the selection as CSV. Out: { about } once, then { id, answer }, again
// whenever it got better, { id, csv } for each part and { id, saved } behind the
// last, and { failed }. Only the last question is worked on. What the engine
// says of an answer stands in generator/table/engine; to it is added whether it
// is the last, and whether blocks could not be had.
"use strict";
{
  /** The most bytes a block may have unpacked; the engine's own limit. */
  const LARGEST = 4 << 20;
  /** Bytes between two blocks that are fetched with them: less than a request. */
  const GAP = 2048;
  /** The most bytes that are asked for at once. */
  const MOST = 1 << 20;
  /** Requests at a time. */
  const LINES = 6;

  /** @typedef {{ name: string, file: string, offset: number, length: number }} Block */
  /** @typedef {{ id: number, query: string, kind: "view" | "choices" | "save" }} Question */

  /** @type {motcuaTableModule.Table | undefined} */
  let table;
  let folder = "";
  /** @type {Question | undefined} */
  let question;
  let last = "";
  /** Why there are no answers. */
  let dead = "";
  /** Whether blocks could not be had for the question. */
  let missing = false;
  /** @type {Set<string>} */
  const loading = new Set();
  /** @type {Block[][]} */
  let waiting = [];
  let lines = 0;
  let part = 0;
  let parts = 0;

  /**
   * Bytes unpacked; no more is read of what is none of ours, or a few bytes could take all memory.
   * @param {BodyInit} stored
   */
  const inflate = async (stored) => {
    let left = LARGEST;
    const bounded = new TransformStream({
      transform: (chunk, out) => {
        left -= chunk.byteLength;
        if (left < 0) throw new RangeError("too large");
        out.enqueue(chunk);
      },
    });
    const stream = /** @type {ReadableStream} */ (new Response(stored).body);
    const inflated = stream.pipeThrough(new DecompressionStream("deflate-raw")).pipeThrough(bounded);
    return new Uint8Array(await new Response(inflated).arrayBuffer());
  };

  /**
   * The bytes of blocks that lie together in a file. A server that knows no ranges sends the whole file.
   * @param {Block[]} blocks
   * @param {RequestCache} cache
   */
  const fetchRange = async (blocks, cache) => {
    const from = blocks[0].offset;
    const end = blocks[blocks.length - 1];
    const range = `bytes=${from}-${end.offset + end.length - 1}`;
    const response = await fetch(new URL(end.file, folder), { cache, headers: { range } });
    if (!response.ok) throw new Error(`${end.file}: ${response.status}`);
    const bytes = await response.arrayBuffer();
    return { bytes, start: response.status === 206 ? from : 0 };
  };

  /**
   * Fetches blocks and hands them over; what is damaged is fetched once more.
   * @param {Block[]} blocks
   */
  const load = async (blocks) => {
    let open = blocks;
    for (const cache of /** @type {RequestCache[]} */ (["default", "reload"])) {
      if (!open.length) break;
      try {
        const { bytes, start } = await fetchRange(open, cache);
        const bad = open.map(async (block) => {
          const at = block.offset - start;
          const good = await inflate(bytes.slice(at, at + block.length)).then(
            (inflated) => table?.supply(block.name, inflated),
            () => false,
          );
          return good ? [] : [block];
        });
        open = (await Promise.all(bad)).flat();
      } catch {
        // As bad as bytes that are wrong.
      }
    }
    for (const { name } of open) {
      missing = true;
      table?.failed(name);
    }
    for (const { name } of blocks) loading.delete(name);
  };

  /**
   * Blocks that lie together, together.
   * @param {Block[]} blocks
   */
  const together = (blocks) => {
    blocks.sort((a, b) => (a.file === b.file ? a.offset - b.offset : a.file < b.file ? -1 : 1));
    /** @type {Block[][]} */
    const groups = [];
    for (const block of blocks) {
      const group = groups[groups.length - 1];
      const before = group?.[group.length - 1];
      const end = before ? before.offset + before.length : 0;
      const joins =
        before?.file === block.file && block.offset - end <= GAP && block.offset + block.length - group[0].offset <= MOST;
      if (joins) group.push(block);
      else groups.push([block]);
    }
    return groups;
  };

  /** Fetches what waits, a few requests at a time. */
  const pump = () => {
    while (lines < LINES && waiting.length) {
      const group = /** @type {Block[]} */ (waiting.shift());
      lines += 1;
      load(group)
        .then(() => {
          lines -= 1;
          pump();
          advance();
        })
        .catch(die);
    }
  };

  /** Fetches what is wanted now, and tells what is known now. */
  const advance = () => {
    if (!table || !question) return;
    const wanted = table.wanted().split(" ").filter(Boolean);
    const fresh = wanted.filter((name) => !loading.has(name));
    if (fresh.length) {
      for (const name of fresh) loading.add(name);
      const blocks = fresh.map((name) => {
        const [, file, offset, length] = name.split(":");
        return { name, file, offset: Number(offset), length: Number(length) };
      });
      waiting.push(...together(blocks));
      pump();
    }
    if (question.kind === "save") return save(wanted.length === 0);
    const json = table.answer();
    const done = wanted.length === 0;
    // Blocks that come for an earlier question change nothing.
    if (last === json + done) return;
    last = json + done;
    postMessage({ id: question.id, answer: { ...JSON.parse(json), missing, done } });
  };

  /**
   * Hands on the part of the selection that is whole, and asks for the next.
   * @param {boolean} done
   */
  const save = (done) => {
    if (!done || !table || !question) return;
    const csv = table.csv();
    if (csv === undefined) {
      postMessage({ id: question.id, failed: "blocks are missing" });
      question = undefined;
      return;
    }
    postMessage({ id: question.id, csv });
    part += 1;
    if (part < parts) turn(`&part=${part}`);
    else postMessage({ id: question.id, saved: true });
  };

  /**
   * Turns to the last question.
   * @param {string} [more]
   */
  const turn = (more = "") => {
    if (!table || !question) return;
    last = "";
    missing = false;
    // What was not begun for an earlier question is not needed.
    for (const { name } of waiting.flat()) loading.delete(name);
    waiting = [];
    table.ask(question.query + more);
    advance();
  };

  /**
   * Says that there will be no answers, now and to every later question.
   * @param {unknown} error
   */
  const die = (error) => {
    table = undefined;
    dead = String(error);
    postMessage({ failed: dead });
  };

  /** @param {{ wasm: ArrayBuffer, root: ArrayBuffer, folder: string }} given */
  const begin = async (given) => {
    folder = given.folder;
    try {
      const [bytes] = await Promise.all([
        inflate(given.root),
        motcuaTableModule({ module_or_path: given.wasm }),
      ]);
      table = motcuaTableModule.Table.open(bytes);
      if (!table) throw new Error("root.bin is damaged or of another version");
      const about = JSON.parse(table.about());
      parts = about.parts;
      postMessage({ about });
      start();
    } catch (error) {
      die(error);
    }
  };

  const start = () => {
    part = 0;
    turn(question?.kind === "save" ? "&part=0" : "");
  };

  addEventListener("message", ({ data }) => {
    if (data.wasm) void begin(data);
    else if (dead) postMessage({ failed: dead });
    else {
      question = data;
      start();
    }
  });
}
