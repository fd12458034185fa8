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
 * @param {DOMStringMap} files The addresses of the worker and its module.
 * @param {URL} folder Where the table's blocks are.
 * @param {object} listener
 * @param {(columns: { id: string }[]) => void} listener.opened The columns of its rows, in their order.
 * @param {() => void} listener.failed There are no answers; the next question tries anew.
 */
const motcuaTableWorker = ({ worker: script = "", wasm: module = "" }, folder, { opened, failed }) => {
  /** @type {Worker | undefined} */
  let worker;
  /** @type {Promise<void> | undefined} */
  let starting;
  let asked = 0;
  /** @type {((message: TableMessage) => void) | undefined} */
  let listener;

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
    try {
      // A root is changed at its place; all else is named by what it is.
      const [wasm, root] = await Promise.all([get(module), get(`${folder}root.bin`, "no-cache")]);
      own.postMessage({ wasm, root, folder: folder.href }, [wasm, root]);
    } catch (error) {
      own.terminate();
      throw error;
    }
  };

  const start = () => (starting ??= open());

  const lose = () => {
    worker?.terminate();
    starting = undefined;
    failed();
  };

  /** @param {{ data: TableMessage }} event */
  const hear = ({ data }) => {
    if (data.about) opened(data.about.columns);
    if (data.failed) lose();
    else if (data.id === asked) listener?.(data);
  };

  return {
    /** Starts the worker, for a question that will soon come. */
    warm: () => start().catch(() => (starting = undefined)),
    /** Forgets what was asked. */
    stop: () => asked++,
    /**
     * Asks; what was asked before is forgotten.
     * @param {URLSearchParams} query
     * @param {boolean} download Whether the selection is wanted as CSV.
     * @param {(message: TableMessage) => void} to Called again for each better answer, or each piece.
     */
    ask: (query, download, to) => {
      const id = ++asked;
      listener = to;
      start().then(
        () => id === asked && worker?.postMessage({ id, query: `${query}`, download }),
        () => id === asked && lose(),
      );
    },
  };
};
