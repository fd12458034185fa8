// The way to a table's worker: it is started when something is first asked, and
// anew after it failed.
//
// Published in front of cells.js and table.js, in one file in the order of their
// names. Classic scripts, since modules make noise on file: pages.
"use strict";

/** @typedef {{ from: string, to: string, rows: number, count: number }} TableBar */
/** @typedef {{ column: string, nulls: number, others: number, bars: TableBar[] }} TableChart */
/**
 * What the worker says of a view; generator/table/engine/answer.rs has it field by field.
 * @typedef {object} TableAnswer
 * @property {boolean} done
 * @property {boolean} missing
 * @property {"select" | "rows" | "full" | "lost" | "refused"} stage
 * @property {number | null} total
 * @property {number} page
 * @property {number} size
 * @property {{ row: number, cells: (string | null)[] | null }[]} rows
 * @property {TableChart | null} chart
 * @property {{ key: string, value: string, reason: string }[]} problems
 */
/** @typedef {{ id?: number, about?: { columns: { id: string, kind: string }[] }, answer?: TableAnswer, csv?: string, saved?: boolean, failed?: string }} TableMessage */
/**
 * What is asked. A view makes all that was asked of the former one needless; the rest waits for its turn, since the worker
 * works on the last question alone.
 * @typedef {object} TableQuestion
 * @property {"view" | "choices" | "save"} kind
 * @property {string} query
 * @property {(message: TableMessage) => void} to Called again for each better answer, or each piece.
 */

/**
 * @param {DOMStringMap} files The addresses of the worker and its module.
 * @param {URL} folder Where the table's blocks are.
 * @param {object} listener
 * @param {(columns: { id: string }[]) => void} listener.opened The columns of its rows, in their order.
 * @param {(kind?: TableQuestion["kind"]) => void} listener.turned What is worked on from now, if anything.
 * @param {() => void} listener.failed There are no answers; the next question tries anew.
 */
const motcuaTableWorker = ({ worker: script = "", wasm: module = "" }, folder, { opened, turned, failed }) => {
  /** @type {Worker | undefined} */
  let worker;
  /** @type {Promise<void> | undefined} */
  let starting;
  let asked = 0;
  /** @type {TableQuestion[]} One of a kind at most; the worker has the first. */
  let questions = [];

  /** @param {string} address @param {RequestCache} [cache] */
  const get = async (address, cache) => {
    const response = await fetch(address, { cache });
    if (!response.ok) throw response;
    return response.arrayBuffer();
  };

  const open = async () => {
    const own = (worker = motcuaWorker(new URL(script, document.baseURI).href));
    own.onmessage = hear;
    own.onerror = lose;
    // A root is changed at its place; all else is named by what it is.
    const [wasm, root] = await Promise.all([get(module), get(`${folder}root.bin`, "no-cache")]);
    own.postMessage({ wasm, root, folder: folder.href }, [wasm, root]);
  };

  const start = () => (starting ??= open());

  /** Asks the first question. */
  const turn = () => {
    const id = ++asked;
    const [question] = questions;
    turned(question?.kind);
    if (!question) return;
    const { kind, query } = question;
    start().then(
      () => id === asked && worker?.postMessage({ id, kind, query }),
      () => id === asked && lose(),
    );
  };

  const stop = () => {
    questions = [];
    turn();
  };

  const quit = () => {
    worker?.terminate();
    starting = undefined;
  };

  const lose = () => {
    quit();
    stop();
    failed();
  };

  /** @param {{ data: TableMessage }} event */
  const hear = ({ data }) => {
    if (data.about) opened(data.about.columns);
    // What has no number is about every question.
    if (data.id !== asked && (data.id || !data.failed)) return;
    if (data.failed || data.answer?.stage === "lost") return lose();
    questions[0].to(data);
    if (!data.saved && !data.answer?.done) return;
    questions.shift();
    turn();
  };

  return {
    /** Starts the worker, for a question that will soon come. */
    warm: () => start().catch(quit),
    /** Forgets what was asked. */
    stop,
    /** @param {TableQuestion["kind"]} kind @param {URLSearchParams} query @param {TableQuestion["to"]} to */
    ask: (kind, query, to) => {
      const [first] = questions;
      const others = questions.filter((one) => kind !== "view" && one.kind !== kind);
      questions = [...others, { kind, query: `${query}`, to }];
      if (questions[0] !== first) turn();
    },
  };
};
