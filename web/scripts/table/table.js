// The table of a dataset: filters, order, pages, a count of the selection and
// the selection as CSV, over the first rows that the page has anyway.
//
//   <section data-table data-worker="…" data-wasm="…">
//     <table><caption>…<thead>…<th data-column="tinh">…<tbody>…</table>
//   </section>
//   <script type="application/json" id="table-data">{ folder, file, rows, columns, words }
//
// generator/site/dataset/rows.rs says what the data is; ask.js and cells.js stand in front, in the same file. Without scripts, from a
// folder or where a file is missing, the table is what its HTML is.
//
// The view is the address of the page: ?q=…&tinh=eq:79&sort=-gia&page=3, as
// generator/table/engine describes it. Nothing is fetched before a control is
// touched, unless the address has a view.
"use strict";
{
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

  /** @param {(string | Node)[]} children */
  const plain = (...children) => make("button", { type: "button", class: "plain-button" }, ...children);

  /**
   * @param {HTMLElement} section
   * @param {HTMLTableElement} table
   * @param {{ folder: string, file: string, rows: number, size: number, columns: TableColumn[], words: Record<string, string> }} data
   */
  const begin = (section, table, data) => {
    const { columns } = data;
    const { counted, example, foreign, isNumber, isOrdered, named, say, shown, written } = motcuaCells(data.words);
    const body = table.tBodies[0];
    const caption = table.createCaption();
    const [first, title] = [[...body.rows], caption.textContent ?? ""];
    const heads = new Map([...table.querySelectorAll("th[data-column]")].map((head) => [head.getAttribute("data-column") ?? "", head]));

    /** @type {number[]} Where each of our columns stands in the worker's rows. */
    let places = [];
    let view = new URLSearchParams(location.search);
    let total = data.rows;
    const { ask, stop, warm } = motcuaTableWorker(section.dataset, new URL(data.folder, document.baseURI), {
      opened: (known) => (places = columns.map(({ id }) => known.findIndex((one) => one.id === id))),
      turned: (kind) => {
        section.ariaBusy = String(!!kind);
        if (kind === "save") tell(say("busy"));
      },
      failed: () => {
        tell(say("failed"));
        again.hidden = false;
      },
    });

    /** @param {string} text */
    const tell = (text) => (status.textContent = text);

    /** Asks for the view. */
    const askView = () => {
      again.hidden = true;
      tell(say("busy"));
      const query = new URLSearchParams(view);
      // As many as the page has without a script: the next page begins where they end.
      if (!query.has("size")) query.set("size", String(data.size));
      ask("view", query, ({ answer }) => answer && show(answer));
    };

    const filters = () => [...view].filter(([key]) => !RESERVED.includes(key));

    /** @param {TableAnswer} answer */
    const show = (answer) => {
      const { page, size, rows } = answer;
      if (answer.stage === "refused") {
        const { key, value } = answer.problems[0];
        tell(say("refused", { n: key ? described(key, value) : "…" }));
      }
      // What is seen stays until what replaces it is whole.
      if (answer.stage !== "full" || answer.total === null) return;
      total = answer.total;
      if (total && !rows.length) return turn(() => {}, Math.ceil(total / size), "replaceState");
      const cell = (/** @type {TableColumn} */ column, /** @type {number} */ at, /** @type {(string | null)[] | null} */ cells) => {
        const text = cells?.[places[at]] ?? "";
        /** @type {Record<string, string>} */
        const attributes = isNumber(column) ? { class: "number" } : foreign(column);
        const content = shown(column, text);
        if (column.head) return make("th", { scope: "row", ...attributes }, content);
        const isLink = column.kind === "url" && /^https?:\/\//i.test(text);
        return make("td", attributes, isLink ? make("a", { href: text }, text) : content);
      };
      body.replaceChildren(...rows.map(({ cells }) => make("tr", {}, ...columns.map((column, at) => cell(column, at, cells)))));
      const [from, to, n] = [(page - 1) * size + 1, (page - 1) * size + rows.length, total].map(counted);
      caption.textContent = total ? say(view.has("q") || filters()[0] ? "caption" : "caption_all", { from, to, n }) : say("none");
      const pages = Math.max(1, Math.ceil(total / size));
      turnPages(page, pages);
      let told = total ? `${say("rows", { n })}. ${place.textContent}` : say("none");
      if (answer.missing && answer.done) told += `. ${say("missing")}`;
      tell(told);
      if (answer.chart) draw(answer.chart);
    };

    /** @param {number} page @param {number} most */
    const turnPages = (page, most) => {
      place.textContent = say("page", { n: counted(page), to: counted(most) });
      // A button that goes out cannot keep the cursor.
      if (document.activeElement === (page <= 1 ? previous : page >= most ? next : null)) (page <= 1 ? next : previous).focus();
      previous.disabled = page <= 1;
      next.disabled = page >= most;
    };

    /** @param {TableChart} chart */
    const draw = ({ column: id, bars, others, nulls }) => {
      const column = columns.find((one) => one.id === id);
      if (!column) return;
      /** @type {[string, number][]} */
      const lines = bars.map(({ from, to, count }) => [from === to ? named(column, from) : `${shown(column, from)} – ${shown(column, to)}`, count]);
      if (others) lines.push([say("others"), others]);
      if (nulls) lines.push([say("nothing"), nulls]);
      const most = Math.max(...lines.map(([, count]) => count), 1);
      const line = (/** @type {[string, number]} */ [name, count]) =>
        make(
          "tr",
          {},
          make("th", { scope: "row", ...foreign(column) }, name),
          make("td", { class: "number" }, counted(count)),
          make("td", { "aria-hidden": "true" }, make("meter", { max: String(most), value: String(count) })),
        );
      bars_.replaceChildren(...lines.filter(([, count]) => count).map(line));
      counts.hidden = false;
    };

    /** @param {string} key @param {string} value Nothing where it is blank. */
    const put = (key, value) => (value ? view.set(key, value) : view.delete(key));

    /**
     * Changes the view, from its first page, and asks for it.
     * @param {() => void} change
     * @param {number} [page]
     * @param {"pushState" | "replaceState"} [how]
     */
    const turn = (change, page = 1, how = "pushState") => {
      change();
      put("page", page > 1 ? `${page}` : "");
      const query = `${view}`;
      history[how](null, "", query ? `?${query}` : location.pathname);
      askView();
      renew();
    };

    /** @param {string} id */
    const keyOf = (id) => (RESERVED.includes(id) ? `.${id}` : id);
    /** @param {string} key */
    const columnOf = (key) => columns.find(({ id }) => keyOf(id) === key);

    /** A filter in words. @param {string} key @param {string} filter */
    const described = (key, filter) => {
      const column = columnOf(key);
      if (!column) return `${key} ${filter}`;
      const [, operator = "", value = filter] = /^(.*?):(.*)/s.exec(filter) ?? [];
      /** @type {Record<string, string>} */
      const words = { eq: "is", has: "has", begins: "begins", ge: "from", le: "to" };
      /** @type {Record<string, string>} What only an address asks, which has no words. */
      const signs = { gt: ">", lt: "<", ne: "≠" };
      if (operator === "null") return `${column.title} ${say("is_empty")}`;
      if (operator === "some") return `${column.title} ≠ ${say("is_empty")}`;
      const word = operator in words ? say(words[operator]).toLowerCase() : (signs[operator] ?? operator);
      return `${column.title} ${word} ${named(column, value)}`;
    };

    /** Makes the controls say what the view is. */
    const renew = () => {
      const q = view.get("q") ?? "";
      // A blank that was typed behind a word is to be followed by another word.
      if (search.value.trim() !== q) search.value = q;
      const sort = view.get("sort") ?? "";
      for (const [id, head] of heads) {
        head.ariaSort = sort === id ? "ascending" : sort === `-${id}` ? "descending" : null;
      }
      const set = filters();
      const removing = (/** @type {[string, string][]} */ gone, /** @type {(string | Node)[]} */ ...children) => {
        const button = plain(...children);
        button.onclick = () => {
          entering = false;
          turn(() => gone.forEach(([key, value]) => view.delete(key, value)));
          column.focus();
        };
        list.append(make("li", {}, button));
        return button;
      };
      list.replaceChildren();
      for (const one of set) {
        const text = described(...one);
        removing([one], `${text} `, make("span", { "aria-hidden": "true" }, "✕")).ariaLabel = `${say("remove")}: ${text}`;
      }
      if (set[1]) removing(set, say("clear"));
      chart.value = view.get("chart") ?? "";
      counts.hidden = !chart.value;
      if (!chart.value) bars_.replaceChildren();
      if (!entering) offer();
    };

    /** Whether a filter is being entered, which is not to be lost. */
    let entering = false;
    const chosenColumn = () => columns.find(({ id }) => id === column.value);

    /** Offers what the chosen column can be filtered by. */
    const offer = () => {
      const chosen = chosenColumn();
      add.hidden = !chosen;
      entering = false;
      fields.replaceChildren();
      if (!chosen) return;
      const key = keyOf(chosen.id);
      const has = (/** @type {string} */ start) => view.getAll(key).find((value) => value.startsWith(start))?.slice(start.length) ?? "";
      const input = (/** @type {string} */ operator, /** @type {string} */ word, /** @type {string} */ hint) => {
        const type = chosen.kind === "date" ? "date" : "text";
        const value = has(`${operator}:`);
        const field = make("input", { type, autocomplete: "off", "data-operator": operator });
        // A day's field takes a whole day and nothing else.
        field.value = isNumber(chosen) ? shown(chosen, value) : value;
        if (isNumber(chosen)) field.inputMode = "decimal";
        const unit = chosen.unit ? ` (${chosen.unit})` : "";
        return make("label", {}, say(word) + unit, ...(hint ? [make("small", {}, hint)] : []), field);
      };
      if (chosen.choice) return choices(chosen, key);
      if (isOrdered(chosen) && !chosen.long) {
        const hint = isNumber(chosen)
          ? say("number_hint", { n: example(chosen) })
          : chosen.kind === "month"
            ? say("month_hint")
            : "";
        fields.append(input("ge", "from", hint), input("le", "to", hint));
      } else if (chosen.kind !== "boolean") {
        const operator = chosen.long || ["code", "url"].includes(chosen.kind) ? "begins" : "has";
        fields.append(input(operator, operator, ""));
      }
      const empty = make("input", { type: "checkbox", "data-operator": "null" });
      empty.checked = view.has(key, "null:");
      fields.append(make("div", { class: "choices" }, make("label", {}, empty, say("only_empty"))));
    };

    /** The values of a column to choose from, with how many rows of the rest of the view have each. @param {TableColumn} chosen @param {string} key */
    const choices = (chosen, key) => {
      const box = make("div", { class: "choices", role: "group", "aria-label": chosen.title }, say("busy"));
      fields.append(box);
      const query = new URLSearchParams(view);
      for (const other of [key, "sort", "page"]) query.delete(other);
      query.set("chart", chosen.id);
      query.set("size", "1");
      const on = view.getAll(key);
      /** @param {TableMessage} message */
      const fill = ({ answer }) => {
        if (!answer?.done || !answer.chart || column.value !== chosen.id) return;
        const { bars, nulls } = answer.chart;
        const choice = (/** @type {string} */ filter, /** @type {string} */ text, /** @type {number} */ count) => {
          const tick = make("input", { type: "checkbox", "data-filter": filter });
          tick.checked = on.includes(filter);
          return make("label", {}, tick, make("span", foreign(chosen), `${text} `, make("span", { class: "count" }, counted(count))));
        };
        const all = bars.map(({ from, count }) => choice(`eq:${from}`, named(chosen, from), count));
        if (nulls && !on.some((filter) => filter.startsWith("eq:"))) all.push(choice("null:", say("nothing"), nulls));
        box.replaceChildren(...all);
      };
      ask("choices", query, fill);
    };

    /** What the fields say, as filters of the chosen column. */
    const filter = () => {
      const chosen = chosenColumn();
      if (!chosen) return;
      const key = keyOf(chosen.id);
      const inputs = [...fields.querySelectorAll("input")];
      view.delete(key);
      for (const field of inputs) {
        const { operator = "", filter } = field.dataset;
        if (filter !== undefined) field.checked && view.append(key, filter);
        else if (field.type === "checkbox") field.checked && view.append(key, "null:");
        else if (field.value.trim()) view.append(key, `${operator}:${written(chosen, field.value)}`);
      }
    };

    // The controls.
    const search = make("input", { type: "search", autocomplete: "off" });
    const option = ({ id = "", title = "" }) => make("option", { value: id }, title);
    const column = make("select", {}, option({ title: say("choose") }), ...columns.map(option));
    const fields = make("div", { class: "row" });
    const add = make("button", { class: "plain-button" }, say("add"));
    const list = make("ul", { class: "chips" });
    const status = make("p", { role: "status" });
    const again = plain(say("again"));
    const chart = make("select", {}, option({ title: "–" }), ...columns.map(option));
    const bars_ = make("tbody");
    const counts = make(
      "table",
      { class: "counted" },
      make("caption", {}, say("chart")),
      make("thead", { class: "unseen" }, make("tr", {}, make("th", { scope: "col" }, say("column")), make("th", { scope: "col" }, say("count")))),
      bars_,
    );
    const previous = plain(say("previous"));
    const next = plain(say("next"));
    const place = make("span");
    const pager = make("nav", { "aria-label": say("pages"), class: "pager" }, previous, place, next);
    const saving = plain(say("save"));
    const texts = columns.some(({ kind }) => kind === "text" || kind === "place");
    const form = make(
      "form",
      {},
      ...(texts ? [make("label", {}, say("search"), search)] : []),
      make("fieldset", {}, make("legend", {}, say("choose")), make("div", { class: "row" }, make("label", {}, say("column"), column)), fields, add),
    );
    const counting = make("fieldset", {}, make("legend", {}, say("chart")), make("div", { class: "row" }, make("label", {}, say("chart_of"), chart)), counts, make("p", { class: "action" }, saving));
    const folded = make("details", { class: "tools" }, make("summary", {}, say("filters")), make("div", { class: "inside" }, form, counting));

    const seek = () => put("q", search.value.trim());
    form.onsubmit = (event) => {
      event.preventDefault();
      turn(() => {
        filter();
        seek();
      });
      entering = false;
    };
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let typing;
    search.oninput = () => {
      clearTimeout(typing);
      typing = setTimeout(() => {
        if (search.value.trim() !== (view.get("q") ?? "")) turn(seek, 1, "replaceState");
      }, 300);
    };
    column.onchange = offer;
    fields.oninput = () => (entering = true);
    chart.onchange = () => turn(() => put("chart", chart.value), +(view.get("page") ?? 1));
    const page = (/** @type {number} */ by) => turn(() => {}, +(view.get("page") ?? 1) + by);
    previous.onclick = () => page(-1);
    next.onclick = () => page(1);
    saving.onclick = () => {
      const query = new URLSearchParams(view);
      for (const key of ["page", "size", "sort", "chart"]) query.delete(key);
      // Blobs, which the browser keeps out of the page's memory.
      /** @type {Blob[]} */
      const pieces = [];
      ask("save", query, ({ csv, saved }) => {
        if (csv !== undefined) pieces.push(new Blob([csv]));
        if (!saved) return;
        tell(say("saved", { n: counted(total) }));
        const url = URL.createObjectURL(new Blob(pieces, { type: "text/csv;charset=utf-8" }));
        make("a", { href: url, download: data.file }).click();
        setTimeout(() => URL.revokeObjectURL(url), 6e4);
      });
    };
    for (const [id, head] of heads) {
      const unit = head.querySelector("small");
      const button = make("button", { type: "button", class: "sort" }, ...[...head.childNodes].filter((node) => node !== unit));
      button.onclick = () => {
        const sort = view.get("sort");
        turn(() => put("sort", sort === id ? `-${id}` : sort === `-${id}` ? "" : id));
      };
      head.prepend(button);
    }
    again.hidden = counts.hidden = true;
    table.parentElement?.before(folded, list, status, again);
    table.parentElement?.after(pager);
    folded.addEventListener("focusin", warm, { once: true });

    const arrive = () => {
      // What others add to an address they pass on is no filter.
      view = new URLSearchParams([...new URLSearchParams(location.search)].filter(([key]) => !/^(\w+clid|utm_\w+|zarsrc)$/.test(key)));
      entering = false;
      const known = [...view.keys()].some((key) => RESERVED.includes(key) || columnOf(key));
      if (!known) view = new URLSearchParams();
      folded.open ||= [...view.keys()].some(columnOf) || view.has("q") || view.has("chart");
      if (known) {
        askView();
        return renew();
      }
      stop();
      total = data.rows;
      again.hidden = true;
      body.replaceChildren(...first);
      caption.textContent = title;
      tell("");
      turnPages(1, Math.ceil(data.rows / data.size));
      renew();
    };
    again.onclick = arrive;
    addEventListener("popstate", arrive);
    arrive();
  };

  const said = document.getElementById("table-data");
  const section = /** @type {HTMLElement | null} */ (document.querySelector("section[data-table]"));
  const table = section?.querySelector("table");
  if (said && section && table && location.protocol !== "file:") begin(section, table, JSON.parse(said.textContent ?? ""));
}
