// What the box and the search page share: the way to the search worker, and
// what both do with its answers.
//
// Every page says where things are:
//
//   <meta name="motcua-search" content="../../"
//       data-worker="assets/worker.js" data-wasm="assets/search_bg.wasm">
//
// content is the root of the site. Nothing is fetched before a box is touched
// or a question asked.
//
// Published behind workers.js and in front of box.js, in one file. Classic scripts, since modules
// make noise on file: pages; the one name they share is `motcuaSearch`.
"use strict";

/**
 * What the worker says of a question; generator/browser/search.rs has it field by field.
 * @typedef {object} Result
 * @property {number} id
 * @property {string} kind
 * @property {string} lang
 * @property {string} title
 * @property {[number, number][]} [marks]
 * @property {string} address From the root of the site.
 * @property {string} [code]
 * @property {string} [detail]
 * @property {string} [summary]
 * @property {[number, number][]} [summaryMarks]
 * @property {string} [lacks] Words of the question that it lacks, where nothing answers it.
 * @property {string | null} [record] The address beside which its data stands as index.json.
 */
/** @typedef {{ id: string, label: string, lang: string, count: number, on: boolean }} FacetValue */
/** @typedef {{ id: string, values: FacetValue[] }} Facet */
/** @typedef {{ label: string, lang: string, address: string }} Suggestion */
/**
 * @typedef {object} Answer
 * @property {boolean} done Whether nothing better will come.
 * @property {boolean} missing Whether files could not be had, and with them perhaps results.
 * @property {number} total
 * @property {boolean} exact
 * @property {number} page
 * @property {number} pages
 * @property {string | null} corrected
 * @property {boolean} [near] Whether nothing answers the question, so that all are only near it.
 * @property {string | null} section
 * @property {Result[]} results
 * @property {Facet[]} [facets]
 * @property {Suggestion[]} [suggestions]
 */
/**
 * @typedef {object} Excerpt
 * @property {string} address
 * @property {string} text
 * @property {[number, number][]} marks
 * @property {[string, string]} around What shows that it was cut out of a text, or how that ends.
 */
/**
 * @typedef {object} Listener
 * @property {(answer: Answer) => void} answer Called again for each better one.
 * @property {() => void} failed There will be none.
 * @property {(excerpt: Excerpt) => void} [excerpt]
 */

const motcuaSearch = (() => {
  const meta = /** @type {HTMLMetaElement | null} */ (
    document.querySelector('meta[name="motcua-search"]')
  );
  const site = new URL(meta?.content || "./", document.baseURI);
  const { saveData } = /** @type {{ connection?: { saveData?: boolean } }} */ (navigator).connection ?? {};

  /** @type {Promise<Worker> | undefined} */
  let starting;
  /** @type {Listener | undefined} */
  let listener;
  let asked = 0;

  /**
   * The bytes of a file of the site; a line that broke is tried once more.
   * @param {string} path
   * @param {RequestCache} [cache]
   */
  const get = async (path, cache) => {
    for (let trial = 0; ; trial++) {
      try {
        const response = await fetch(new URL(path, site), { cache });
        if (response.ok) return await response.arrayBuffer();
        throw new Error(`${path}: ${response.status}`);
      } catch (error) {
        if (trial) throw error;
      }
    }
  };

  // Everything that does not wait for anything else is asked for at once:
  // each step saved is a fifth of a second on a telephone.
  const begin = async () => {
    if (!meta?.dataset.worker || !meta.dataset.wasm) throw new Error("no search module");
    const script = new URL(meta.dataset.worker, site).href;
    const worker = motcuaWorker(script);
    worker.onmessage = ({ data }) => hear(data);
    worker.onerror = () => {
      starting = undefined;
      failed();
    };
    try {
      const [wasm, root] = await Promise.all([get(meta.dataset.wasm), get("search/root.bin", "no-cache")]);
      worker.postMessage({ wasm, root, site: site.href }, [wasm, root]);
    } catch (error) {
      worker.terminate();
      throw error;
    }
    return worker;
  };

  // What failed once is tried again at the next question: lines come back.
  const start = () =>
    (starting ??= begin().catch((error) => {
      starting = undefined;
      throw error;
    }));

  /** @param {{ id: number, failed?: string, answer?: Answer, excerpt?: Excerpt }} message */
  const hear = ({ id, failed: why, answer, excerpt }) => {
    if (why) failed();
    else if (id !== asked) return;
    else if (answer) listener?.answer(answer);
    else if (excerpt) listener?.excerpt?.(excerpt);
  };

  const failed = () => listener?.failed();

  return {
    site,
    saveData,
    /**
     * Fetches what a question will need as soon as a form is touched, where data is not dear.
     * @param {HTMLFormElement} form
     */
    warm: (form) => {
      if (saveData) return;
      const warm = () => void start().catch(() => {});
      for (const touch of ["focusin", "pointerdown"]) form.addEventListener(touch, warm, { once: true });
    },
    /**
     * Asks; only the last question is answered.
     * @param {string} text
     * @param {string} options
     * @param {Listener} to
     */
    ask: (text, options, to) => {
      const id = ++asked;
      listener = to;
      start().then(
        (worker) => id === asked && worker.postMessage({ id, text, options }),
        () => id === asked && failed(),
      );
    },
    /**
     * Asks for the places of a result's record that answer the last question.
     * @param {string} address
     * @param {string} lang
     */
    excerpt: (address, lang) => {
      const id = asked;
      void starting?.then((worker) => worker.postMessage({ id, address, lang }), () => {});
    },
    /** Forgets the question. */
    stop: () => {
      asked++;
      listener = undefined;
    },
    /**
     * A way to tell those who hear the page; who types is not to be talked over.
     * @param {HTMLElement} status
     */
    teller: (status) => {
      /** @type {ReturnType<typeof setTimeout> | undefined} */
      let telling;
      /** @param {string} text */
      return (text) => {
        clearTimeout(telling);
        telling = setTimeout(() => (status.textContent = text), 800);
      };
    },
    /**
     * The attribute of a text in this language, where the page's is another.
     * @param {string} lang
     * @returns {Record<string, string>}
     */
    inLanguage: (lang) => (lang !== document.documentElement.lang ? { lang } : {}),
    /**
     * A text as nodes, with what was looked for in <mark>.
     * @param {string} text
     * @param {[number, number][]} [marks] Places in it, in order.
     */
    marked: (text, marks = []) => {
      /** @type {(string | Node)[]} */
      const nodes = [];
      let at = 0;
      for (const [start, end] of marks) {
        const mark = document.createElement("mark");
        mark.textContent = text.slice(start, end);
        nodes.push(text.slice(at, start), mark);
        at = end;
      }
      nodes.push(text.slice(at));
      return nodes;
    },
    /**
     * An element.
     * @param {string} name
     * @param {Record<string, string>} attributes
     * @param {(string | Node)[]} children
     */
    make: (name, attributes, ...children) => {
      const element = document.createElement(name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      element.append(...children);
      return element;
    },
    /** @param {number} count */
    number: (count) => count.toLocaleString(document.documentElement.lang),
  };
})();
