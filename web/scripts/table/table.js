// A table of a dataset: filters, order, pages, a chart and the selection as CSV,
// over the first rows that the page has anyway.
//
//   <section data-table="../../du-lieu/x/table/" data-worker="assets/table-worker.js"
//       data-wasm="assets/table_bg.wasm" data-file="x.csv">
//     <table>…<thead>…<th data-column="tinh">…<tbody>…</table>
//   </section>
//
// Addresses are from the page. The words of the interface stand in the section
// as data-word-… (see WORDS), in the page's language. Without scripts, without
// the module or from a folder the table is what its HTML is: the first rows.
//
// The view is the address of the page: ?q=…&tinh=eq:79&sort=-gia&page=3, as
// generator/table/engine describes it. Nothing is fetched before a control is
// touched, unless the address has a view.
"use strict";
{
  /** @typedef {{ id: string, name: string, kind: string, scale: number }} Column */
  /** @typedef {{ rows: number, parts: number, columns: Column[] }} About */
  /** @typedef {{ from: string, to: string, rows: number, count: number }} Bar */
  /**
   * What the worker says; generator/table/engine/answer.rs has it field by field.
   * @typedef {object} Answer
   * @property {boolean} done
   * @property {boolean} missing
   * @property {"select" | "rows" | "full" | "lost" | "refused"} stage
   * @property {number | null} total
   * @property {number} page
   * @property {number} size
   * @property {{ row: number, cells: (string | null)[] | null }[]} rows
   * @property {{ column: string, nulls: number, others: number, bars: Bar[] } | null} chart
   * @property {{ key: string, value: string, reason: string }[]} problems
   */

  /** The words of the interface, where the section has none of its own. */
  const WORDS = {
    search: "Tìm trong bảng",
    column: "Cột",
    test: "Điều kiện",
    value: "Giá trị",
    add: "Lọc",
    remove: "Bỏ",
    clear: "Bỏ tất cả",
    rows: "{n} dòng",
    busy: "Đang tải…",
    failed: "Không tải được dữ liệu. Hãy thử lại.",
    refused: "Không hiểu được: {n}",
    missing: "Thiếu một phần dữ liệu.",
    pages: "Các trang",
    page: "Trang {n} / {m}",
    previous: "Trang trước",
    next: "Trang sau",
    chart: "Đếm theo cột",
    count: "Số dòng",
    others: "Khác",
    nothing: "(trống)",
    save: "Tải các dòng đã chọn (CSV)",
    eq: "bằng",
    ne: "khác",
    ge: "từ",
    le: "đến",
    has: "có từ",
    begins: "bắt đầu bằng",
    null: "trống",
    some: "có giá trị",
  };
  /** @typedef {keyof typeof WORDS} Word */

  /** Keys of the address that are no columns. */
  const RESERVED = ["q", "sort", "page", "size", "chart", "part"];

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {Record<string, string>} attributes
   * @param {(string | Node)[]} children
   */
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  /** @param {number} number */
  const shown = (number) => number.toLocaleString(document.documentElement.lang || "vi");

  /** @param {HTMLElement} section */
  const begin = (section) => {
    const table = section.querySelector("table");
    const body = table?.tBodies[0];
    const heads = table ? [...table.querySelectorAll("th[data-column]")] : [];
    if (!table || !body || !heads.length || location.protocol === "file:") return;
    const first = [...body.rows];
    const { dataset } = section;
    const folder = new URL(dataset.table ?? "./", document.baseURI);

    /**
     * @param {Word} word
     * @param {string} [n]
     * @param {string} [m]
     */
    const say = (word, n = "", m = "") => {
      const key = `word${word[0].toUpperCase()}${word.slice(1)}`;
      return (dataset[key] ?? WORDS[word]).replace("{n}", n).replace("{m}", m);
    };

    /** @type {Promise<Worker> | undefined} */
    let starting;
    /** @type {About | undefined} */
    let about;
    let asked = 0;
    // Blobs, which the browser keeps out of the page's memory.
    /** @type {Blob[]} */
    let pieces = [];
    let view = new URLSearchParams(location.search);

    const get = async (/** @type {string} */ path, /** @type {RequestCache} */ cache) => {
      const response = await fetch(new URL(path, document.baseURI), { cache });
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      return response.arrayBuffer();
    };

    const open = async () => {
      const script = new URL(dataset.worker ?? "", document.baseURI).href;
      const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("motcua", {
        createScriptURL: () => script,
      });
      const worker = new Worker(policy ? policy.createScriptURL("") : script);
      worker.onmessage = ({ data }) => hear(data);
      worker.onerror = () => fail();
      const [wasm, root] = await Promise.all([
        get(dataset.wasm ?? "", "default"),
        get(new URL("root.bin", folder).href, "no-cache"),
      ]);
      worker.postMessage({ wasm, root, folder: folder.href }, [wasm, root]);
      return worker;
    };

    const start = () => (starting ??= open());

    /** @param {boolean} [download] */
    const ask = (download = false) => {
      const id = ++asked;
      section.ariaBusy = "true";
      status.textContent = say("busy");
      const question = new URLSearchParams(view);
      if (download) for (const key of ["page", "size", "sort", "chart"]) question.delete(key);
      start().then(
        (worker) => worker.postMessage({ id, query: question.toString(), download }),
        () => id === asked && fail(),
      );
    };

    const fail = () => {
      section.ariaBusy = "false";
      status.textContent = say("failed");
    };

    /** @param {{ id?: number, about?: About, answer?: Answer, csv?: string, saved?: boolean, failed?: string }} message */
    const hear = (message) => {
      if (message.about) about = message.about;
      else if (message.failed) fail();
      else if (message.id !== asked) return;
      else if (message.answer) show(message.answer);
      else if (message.csv !== undefined) pieces.push(new Blob([message.csv]));
      else if (message.saved) save();
    };

    const save = () => {
      const url = URL.createObjectURL(new Blob(pieces, { type: "text/csv;charset=utf-8" }));
      pieces = [];
      section.ariaBusy = "false";
      status.textContent = told;
      const link = make("a", { href: url, download: dataset.file ?? "table.csv" });
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    };

    let told = "";

    /** @param {Answer} answer */
    const show = (answer) => {
      if (answer.stage === "lost") return fail();
      section.ariaBusy = String(!answer.done);
      const wrong = answer.problems.map(({ key, value }) => `${key}=${value}`).join(", ");
      if (answer.stage === "refused") told = say("refused", wrong);
      else told = answer.total === null ? say("busy") : say("rows", shown(answer.total));
      if (answer.missing && answer.done) told += ` ${say("missing")}`;
      status.textContent = told;
      // What is seen stays until what replaces it is whole.
      if (answer.stage !== "full" && answer.stage !== "refused") return;
      body.replaceChildren(
        ...answer.rows.map(({ cells }) =>
          make("tr", {}, ...heads.map((head) => make("td", kindOf(head), cellOf(cells, head)))),
        ),
      );
      turnPages(answer);
      draw(answer);
    };

    /** @param {Element} head */
    const idOf = (head) => /** @type {HTMLElement} */ (head).dataset.column ?? "";
    /** @param {Element} head */
    const columnOf = (head) => about?.columns.findIndex(({ id }) => id === idOf(head)) ?? -1;
    /**
     * @param {(string | null)[] | null} cells
     * @param {Element} head
     */
    const cellOf = (cells, head) => cells?.[columnOf(head)] ?? "";
    /** @param {Element} head */
    const kindOf = (head) => ({ "data-kind": about?.columns[columnOf(head)]?.kind ?? "" });

    /** @param {Answer} answer */
    const turnPages = ({ page, size, total }) => {
      const most = Math.max(1, Math.ceil((total ?? 0) / size));
      place.textContent = say("page", shown(page), shown(most));
      previous.disabled = page <= 1;
      next.disabled = page >= most;
      pages.hidden = false;
    };

    /** @param {Answer} answer */
    const draw = ({ chart, total }) => {
      bars.replaceChildren();
      if (!chart || !total) return;
      const named = chart.bars.map(({ from, to, count }) => /** @type {const} */ ([from === to ? from : `${from} – ${to}`, count]));
      if (chart.others) named.push([say("others"), chart.others]);
      if (chart.nulls) named.push([say("nothing"), chart.nulls]);
      const most = Math.max(...named.map(([, count]) => count), 1);
      for (const [name, count] of named) {
        const meter = make("meter", { max: String(most), value: String(count), "aria-hidden": "true" });
        bars.append(make("tr", {}, make("th", { scope: "row" }, name), make("td", {}, shown(count)), make("td", {}, meter)));
      }
    };

    /**
     * Changes the view, from its first page, and asks for it.
     * @param {(view: URLSearchParams) => void} change
     */
    const turn = (change, page = "") => {
      change(view);
      if (page) view.set("page", page);
      else view.delete("page");
      const query = view.toString();
      history.pushState(null, "", query ? `?${query}` : location.pathname);
      renew();
      ask();
    };

    /** @param {string} id */
    const keyOf = (id) => (RESERVED.includes(id) ? `.${id}` : id);
    const filters = () => [...view].filter(([key]) => !RESERVED.includes(key));

    /** Makes the controls say what the view is. */
    const renew = () => {
      search.value = view.get("q") ?? "";
      count.value = view.get("chart") ?? "";
      const sort = view.get("sort") ?? "";
      for (const head of heads) {
        const id = idOf(head);
        head.ariaSort = sort === id ? "ascending" : sort === `-${id}` ? "descending" : "none";
      }
      list.replaceChildren(
        ...filters().map(([key, value]) => {
          const remove = make("button", { type: "button" }, `${say("remove")}: ${described(key, value)}`);
          remove.onclick = () => turn((view) => view.delete(key, value));
          return make("li", {}, remove);
        }),
      );
    };

    /**
     * @param {string} key
     * @param {string} value
     */
    const described = (key, value) => {
      const head = heads.find((head) => keyOf(idOf(head)) === key);
      const [operator, ...rest] = value.split(":");
      const word = operator in WORDS ? say(/** @type {Word} */ (operator)) : operator;
      return `${head?.textContent?.trim() ?? key} ${word} ${rest.join(":")}`;
    };

    /** @param {string} page */
    const goTo = (page) => turn(() => {}, page);

    // The controls.
    const options = () => heads.map((head) => make("option", { value: idOf(head) }, head.textContent?.trim() ?? ""));
    const search = make("input", { type: "search", autocomplete: "off" });
    const column = make("select", {}, ...options());
    const tests = /** @type {Word[]} */ (["has", "eq", "ne", "ge", "le", "begins", "null", "some"]);
    const test = make("select", {}, ...tests.map((word) => make("option", { value: word }, say(word))));
    const value = make("input", { type: "text", autocomplete: "off" });
    const list = make("ul", { "data-table-filters": "" });
    const status = make("p", { role: "status" });
    const count = make("select", {}, make("option", { value: "" }, "–"), ...options());
    const bars = make("tbody");
    const previous = make("button", { type: "button" }, say("previous"));
    const next = make("button", { type: "button" }, say("next"));
    const place = make("span");
    const pages = make("nav", { "aria-label": say("pages") }, previous, place, next);
    const saving = make("button", { type: "button" }, say("save"));
    const form = make(
      "form",
      { "data-table-form": "" },
      make("label", {}, say("search"), search),
      make(
        "fieldset",
        {},
        make("label", {}, say("column"), column),
        make("label", {}, say("test"), test),
        make("label", {}, say("value"), value),
        make("button", {}, say("add")),
      ),
      list,
    );
    pages.hidden = true;
    form.onsubmit = (event) => {
      event.preventDefault();
      turn((view) => {
        if (search.value.trim()) view.set("q", search.value.trim());
        else view.delete("q");
        const bare = test.value === "null" || test.value === "some";
        if (bare || value.value.trim()) view.append(keyOf(column.value), `${test.value}:${bare ? "" : value.value.trim()}`);
        value.value = "";
      });
    };
    previous.onclick = () => goTo(String(Number(view.get("page") ?? 1) - 1));
    next.onclick = () => goTo(String(Number(view.get("page") ?? 1) + 1));
    count.onchange = () => turn((view) => (count.value ? view.set("chart", count.value) : view.delete("chart")), view.get("page") ?? "");
    saving.onclick = () => {
      pieces = [];
      ask(true);
    };
    for (const head of heads) {
      const button = make("button", { type: "button" }, ...head.childNodes);
      const id = idOf(head);
      button.onclick = () =>
        turn((view) => {
          const sort = view.get("sort");
          if (sort === id) view.set("sort", `-${id}`);
          else if (sort === `-${id}`) view.delete("sort");
          else view.set("sort", id);
        });
      head.append(button);
    }
    const chart = make("details", {}, make("summary", {}, say("chart")), make("label", {}, say("column"), count), make("table", {}, bars));
    table.before(form, status);
    table.after(pages, saving, chart);
    form.addEventListener("focusin", () => void start().catch(() => {}), { once: true });

    const arrive = () => {
      view = new URLSearchParams(location.search);
      renew();
      if (view.size) ask();
      else {
        asked++;
        body.replaceChildren(...first);
        bars.replaceChildren();
        status.textContent = "";
        pages.hidden = false;
        place.textContent = say("page", "1", "…");
        previous.disabled = true;
        next.disabled = false;
      }
    };
    addEventListener("popstate", arrive);
    arrive();
  };

  for (const section of document.querySelectorAll("section[data-table]")) begin(/** @type {HTMLElement} */ (section));
}
