// The search box of every page: what one types is answered below it, marks or
// none, while one types. And the way to the search worker, which the search
// page takes too.
//
// The page says where things are and what they are called:
//
//   <meta name="motcua-search" content="../../"
//       data-worker="assets/worker.js" data-wasm="assets/search_bg.wasm">
//   <form role="search" action="tim-kiem/" data-search="Kết quả"
//       data-all="Xem tất cả kết quả cho “{n}”" data-none="…" data-count="{n} kết quả">
//
// content is the root of the site. Nothing is fetched before the box is
// touched. Without scripts, from a file: address or when anything fails, the
// form leads to the search page as forms do.
//
// Classic scripts, since modules make noise on file: pages; the one name they
// share is `motcuaSearch`.
"use strict";

/**
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
 * @property {string | null} [record] The address beside which its data stands as index.json.
 */
/** @typedef {{ id: string, label: string, count: number, on: boolean }} FacetValue */
/** @typedef {{ id: string, values: FacetValue[] }} Facet */
/**
 * @typedef {object} Answer
 * @property {boolean} done Whether nothing better will come.
 * @property {number} total
 * @property {boolean} exact
 * @property {number} page
 * @property {number} pages
 * @property {string | null} corrected
 * @property {string | null} section
 * @property {Result[]} results
 * @property {Facet[]} [facets]
 * @property {{ label: string, address: string }[]} [suggestions]
 */
/** @typedef {{ address: string, text: string, marks: [number, number][] }} Excerpt */
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
  /** @type {any} */
  let policy;
  const begin = async () => {
    if (!meta?.dataset.worker || !meta.dataset.wasm) throw new Error("no search module");
    const script = new URL(meta.dataset.worker, site).href;
    // Pages take no address for a script but from a policy; this one knows one.
    policy ??= /** @type {any} */ (globalThis).trustedTypes?.createPolicy("motcua", {
      createScriptURL: () => script,
    });
    const worker = new Worker(policy ? policy.createScriptURL("") : script);
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
    /** Fetches what a question will need. */
    warm: () => void start().catch(() => {}),
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

// The box: the "editable combobox with list autocomplete" of the ARIA
// Authoring Practices.
{
  const { ask, make, marked, number, saveData, site, stop, warm } = motcuaSearch;
  const MOST = 8;

  /** @param {HTMLFormElement} form */
  const combine = (form) => {
    const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    const list = make("div", { id: "search-options", role: "listbox", "aria-label": form.dataset.search ?? "", hidden: "" });
    const status = make("p", { role: "status", class: "unseen" });
    form.append(list, status);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    for (const [key, value] of Object.entries(roles)) input.setAttribute(key, value);

    /** @type {HTMLAnchorElement | undefined} */
    let active;
    let frame = 0;
    /** Whether the list was closed by hand. */
    let dismissed = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let telling;
    const options = () => /** @type {HTMLAnchorElement[]} */ ([...list.children]);

    /** @param {boolean} open */
    const show = (open) => {
      list.hidden = !open;
      input.setAttribute("aria-expanded", String(open));
      if (!open) choose();
    };

    /** @param {HTMLAnchorElement} [option] */
    const choose = (option) => {
      if (active) active.setAttribute("aria-selected", "false");
      active = option;
      if (!option) return input.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    };

    /**
     * @param {string} href
     * @param {(string | Node)[]} text
     */
    const option = (href, ...text) =>
      /** @type {HTMLAnchorElement} */ (
        make("a", { role: "option", tabindex: "-1", "aria-selected": "false", href }, ...text)
      );

    /** @param {string} text */
    const tell = (text) => {
      clearTimeout(telling);
      // Who types is not to be talked over.
      telling = setTimeout(() => (status.textContent = text), 800);
    };

    /** @param {Answer} answer */
    const answered = ({ results, total, done, corrected }) => {
      // An empty list that fills a moment later would only flicker.
      if (!results.length && !done) return;
      const q = input.value.trim();
      const links = results.slice(0, MOST).map((result) => {
        const detail = [result.detail, result.code].filter(Boolean).join(" · ");
        const { lang, title, marks } = result;
        const name = make("span", { lang }, ...marked(title, marks));
        return option(new URL(result.address, site).href, name, make("small", { lang }, detail));
      });
      const last = (results.length ? form.dataset.all : form.dataset.none) ?? "";
      const all = new URL(form.action);
      all.searchParams.set("q", q);
      links.push(option(all.href, last.replace("{n}", q)));
      links.forEach((link, at) => (link.id = `search-option-${at}`));
      const { href } = active ?? {};
      list.replaceChildren(...links);
      active = undefined;
      choose(links.find((link) => link.href === href));
      if (document.activeElement === input && !dismissed) show(true);
      const count = (form.dataset.count ?? "{n}").replace("{n}", number(total));
      // How many there are is known last.
      if (done) tell(total ? [corrected, count].filter(Boolean).join(": ") : last.replace("{n}", q));
    };

    const search = () => {
      const q = input.value.trim();
      if (q) {
        const what = `lang=${document.documentElement.lang}&size=${MOST}`;
        return ask(q, what, { answer: answered, failed: () => show(false) });
      }
      stop();
      show(false);
      tell("");
    };

    /** @param {KeyboardEvent} event */
    const press = (event) => {
      // Keys that write a Vietnamese letter are not for us.
      if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
      const all = options();
      const at = active ? all.indexOf(active) : -1;
      switch (event.key) {
        case "ArrowDown":
        case "ArrowUp": {
          const step = event.key === "ArrowDown" ? 1 : -1;
          dismissed = false;
          if (!all.length) search();
          else show(true);
          // Beyond either end is the box itself.
          const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step;
          choose(all[next]);
          break;
        }
        case "Home":
        case "End":
          return choose();
        case "Enter":
          if (!active || list.hidden) return;
          active.click();
          break;
        case "Escape":
          if (list.hidden) {
            input.value = "";
            search();
          } else {
            dismissed = true;
            show(false);
          }
          break;
        default:
          return;
      }
      event.preventDefault();
    };

    form.addEventListener("focusin", () => saveData || warm(), { once: true });
    form.addEventListener("pointerdown", () => saveData || warm(), { once: true });
    input.addEventListener("keydown", press);
    input.addEventListener("input", () => {
      dismissed = false;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(search);
    });
    // A click on an option must not take the focus from the box first.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    form.addEventListener("focusout", () => show(false));
    input.addEventListener("click", () => list.firstChild && input.value.trim() && show(true));
  };

  /** @param {KeyboardEvent} event */
  const slash = (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const writes = target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select");
    if (event.key !== "/" || writes || event.ctrlKey || event.altKey || event.metaKey) return;
    const input = /** @type {HTMLInputElement | null} */ (document.querySelector('form[role="search"] [name="q"]'));
    if (!input) return;
    event.preventDefault();
    input.focus();
    input.select();
  };

  if (location.protocol !== "file:") {
    /** @type {NodeListOf<HTMLFormElement>} */
    (document.querySelectorAll("form[data-search]")).forEach(combine);
    document.addEventListener("keydown", slash);
  }
}
