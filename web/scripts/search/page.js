// The search page: results, filters, order and paging of the question that the
// address asks (?q=…&field=…&level=…&sort=…&page=…), and the address of the
// question that is typed.
//
// It runs before the body is read, so that what an answer will push away is
// never shown; the rest waits for ask.js. Everything that comes is given room
// beforehand, and an item whose place changes is made anew: nothing jumps.
// Texts come from data attributes of #search-found and reach the page by
// textContent alone. When anything fails, the page is what it is without
// scripts: ways to browse.
"use strict";
{
  /** What may be filtered by, in the order of the address. */
  const FACETS = ["kind", "type", "field", "agency", "level", "audience", "online"];
  const SORTS = ["rank", "name", "updated"];
  /** Values of a facet that are shown at first. */
  const FEW = 6;
  const SIZE = 10;
  /** Milliseconds without typing after which a question is one to count for. */
  const REST = 300;

  const root = document.documentElement;
  /** Whether there is nothing to ask, so that the form is a form again. */
  let dead = false;

  /**
   * @typedef {object} State
   * @property {string} q
   * @property {[string, string][]} filters
   * @property {string} sort
   * @property {number} page
   * @property {boolean} literal Whether the words are to be taken as they stand.
   */

  /** @param {string} query What an address has after its "?". */
  const read = (query) => {
    const given = new URLSearchParams(query);
    const sort = given.get("sort") ?? "";
    /** @type {State} */
    return {
      q: given.get("q")?.trim() ?? "",
      filters: FACETS.flatMap((id) =>
        given.getAll(id).flatMap((value) => (/^[\w.~-]+$/.test(value) ? [/** @type {[string, string]} */ ([id, value])] : [])),
      ),
      sort: SORTS.includes(sort) ? sort : SORTS[0],
      page: Math.min(Math.max(Number.parseInt(given.get("page") ?? "", 10) || 1, 1), 9999),
      literal: given.has("literal"),
    };
  };

  /** @param {State} state */
  const address = ({ q, filters, sort, page, literal }) => {
    const query = new URLSearchParams({ q });
    for (const [id, value] of filters) query.append(id, value);
    if (sort !== SORTS[0]) query.set("sort", sort);
    if (page > 1) query.set("page", String(page));
    if (literal) query.set("literal", "1");
    return q ? `?${query}` : location.pathname;
  };

  const begin = () => {
    if (typeof motcuaSearch === "undefined") {
      root.classList.remove("search-keyed");
      return off();
    }
    const { ask, excerpt, inLanguage, make, marked, number, saveData, site, stop, teller, warm } = motcuaSearch;

    /** @param {string} id */
    const part = (id) => /** @type {HTMLElement} */ (document.getElementById(`search-${id}`));
    const form = /** @type {HTMLFormElement} */ (part("form"));
    const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    const sorting = /** @type {HTMLSelectElement} */ (part("sort"));
    const facets = /** @type {HTMLDetailsElement} */ (part("facets"));
    const [found, heading, note, choices, list, gaps, parts] = [
      "found", "count", "note", "choices", "results", "missing", "parts",
    ].map(part);
    const tell = teller(part("status"));
    const { title } = document;

    let state = read(location.search);
    /** Whether the address is one to come back to. */
    let kept = true;
    /** Whether the focus is to follow to the results. */
    let leap = false;
    let frame = 0;
    let drawn = "";
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let resting;
    /** @type {Set<string>} */
    const unfolded = new Set();

    /**
     * @param {string} key
     * @param {string} [value]
     */
    const say = (key, value = "") => (found.getAttribute(`data-${key}`) ?? "").replace("{n}", () => value);

    /**
     * What is asked besides the words. Who types is given results; who has stopped is given a full page of them, and
     * counts to choose by where these are looked at.
     * @param {State} state
     * @param {boolean} rests
     */
    const asked = (state, rests) =>
      [
        `lang=${root.lang}`,
        ...state.filters.map(([id, value]) => `filter=${id}:${value}`),
        `sort=${state.sort}&page=${state.page}&size=${SIZE}`,
        ...(state.literal ? ["literal=1"] : []),
        ...(!rests ? ["instant=1"] : facets.open ? ["facets=1"] : []),
      ].join("&");

    /** Asks once more when nothing was typed for a while. */
    const rest = () => {
      if (!dead && state.q) ask(state.q, asked(state, true), { answer: (answer) => answered(answer, true), failed: off, excerpt: shed });
    };

    /** Shows the state. */
    const show = () => {
      if (dead) return;
      clearTimeout(resting);
      const { q, sort } = state;
      root.classList.toggle("asking", !!q);
      root.classList.remove("none", "near");
      document.title = q ? `${q} – ${title}` : title;
      sorting.value = sort;
      if (!q) {
        stop();
        return tell("");
      }
      list.setAttribute("aria-busy", "true");
      gaps.hidden = true;
      ask(q, asked(state, false), { answer: (answer) => answered(answer, false), failed: off });
    };

    /**
     * Turns to a question and writes it into the address.
     * @param {State} next
     * @param {boolean} keep Whether it is one to come back to, not one half typed.
     */
    const turn = (next, keep) => {
      const here = address(next);
      if (here !== address(state)) {
        history[keep || kept ? "pushState" : "replaceState"](null, "", here);
        state = next;
        kept = keep;
        show();
      } else kept ||= keep;
    };

    /**
     * @param {Answer} answer
     * @param {boolean} rests
     */
    const answered = (answer, rests) => {
      const { results, total, exact, done, missing, corrected, near = false, section, page, pages, suggestions = [] } = answer;
      if (!results.length && !done) {
        if (!list.firstChild) heading.textContent = say("looking");
        return;
      }
      if (done && page > pages && pages) return turn({ ...state, page: pages }, false);
      // How many there are is known after the first of them, or never.
      const known = total || (done ? results.length : 0);
      const none = results.length ? say("looking") : missing ? say("missing") : say("none", state.q);
      const count = known ? say(exact ? "results" : "about", number(known)) : none;
      // How many are near says nothing.
      heading.textContent = near && results.length ? say("near", state.q) : count;
      if (pages > 1) heading.append(" ", make("small", {}, say("page", `${number(page)}/${number(pages)}`)));
      root.classList.toggle("none", !results.length && !missing);
      root.classList.toggle("near", done && near);
      draw(corrected, suggestions);
      drawResults(results, section);
      if (done) drawParts(page, pages);
      // Where files could not be had, asking once more would only fetch them in vain once more.
      if (done && (rests || missing)) {
        const instead = corrected && `${say("corrected")} ${corrected}`;
        tell([instead, heading.textContent, missing && say("missing")].filter(Boolean).join(". "));
        list.setAttribute("aria-busy", "false");
        if (facets.open) drawFacets(answer.facets ?? []);
        // Below the results, which it would push down.
        gaps.hidden = !missing;
        quote();
      } else if (done) {
        facets.hidden = !results.length && !state.filters.length;
        clearTimeout(resting);
        resting = setTimeout(rest, REST);
      }
      if (leap) {
        leap = false;
        heading.focus({ preventScroll: true });
        heading.scrollIntoView();
      }
    };

    /**
     * What is to be said about the results.
     * @param {string | null} corrected
     * @param {Suggestion[]} suggestions
     */
    const draw = (corrected, suggestions) => {
      note.replaceChildren();
      const { q, filters } = state;
      if (corrected) {
        const literal = make("a", { href: address({ ...state, literal: true, page: 1 }) }, say("literal", q));
        note.append(make("p", {}, say("corrected"), " ", make("strong", {}, corrected), ". ", literal));
      }
      if (filters.length) {
        note.append(make("p", {}, make("a", { href: address({ ...state, filters: [], page: 1 }) }, say("unfilter"))));
      }
      if (suggestions.length) {
        const items = suggestions.map(({ label, lang, address }) =>
          make("li", {}, make("a", { href: new URL(address, site).href, ...inLanguage(lang) }, label)),
        );
        note.append(make("p", {}, say("suggestions")), make("ul", { class: "plain" }, ...items));
      }
    };

    /**
     * @param {Result[]} results
     * @param {string | null} section
     */
    const drawResults = (results, section) => {
      results.forEach((result, at) => {
        const key = JSON.stringify([result, section]);
        const present = /** @type {HTMLElement | undefined} */ (list.children[at]);
        if (present?.dataset.key === key) return;
        const item = resultItem(result, section);
        item.dataset.key = key;
        if (present) present.replaceWith(item);
        else list.append(item);
      });
      while (list.children.length > results.length) list.lastElementChild?.remove();
    };

    /**
     * @param {Result} result
     * @param {string | null} section
     */
    const resultItem = (result, section) => {
      const { kind, lang, code, detail, summary = "", summaryMarks, lacks, record } = result;
      const href = new URL(result.address, site).href;
      const item = make("li", inLanguage(lang));
      const about = [detail, code].filter(Boolean).join(" · ");
      const link = make("a", { href }, ...marked(result.title, result.marks));
      const line = make("small", { lang: root.lang }, say(`kind-${kind}`));
      if (about) line.append(" · ", make("span", { lang }, about));
      item.append(make("h3", {}, link), line);
      if (lacks) item.append(make("small", { lang: root.lang }, say("lacks", lacks)));
      const later = record && !summaryMarks?.length && !saveData;
      if (summary || later) {
        item.append(make("p", { class: "excerpt" }, ...marked(summary, summaryMarks)));
      }
      if (section && kind === "procedure" && say(`section-${section}`)) {
        const jump = make("a", { href: `${href}#${section}` }, `→ ${say(`section-${section}`)}`);
        item.append(make("p", { class: "jump", lang: root.lang }, jump));
      }
      if (later) {
        item.dataset.record = record;
        item.dataset.later = "";
      }
      return item;
    };

    // Records are fetched last, for the results that are looked at.
    const quote = () => {
      for (const item of list.querySelectorAll("[data-later]")) seen.observe(item);
    };
    const seen = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        const item = /** @type {HTMLElement} */ (target);
        if (!isIntersecting) continue;
        seen.unobserve(item);
        delete item.dataset.later;
        if (item.isConnected) excerpt(item.dataset.record ?? "", item.lang || root.lang);
      }
    });

    /** @param {Excerpt} excerpt */
    const shed = ({ address, text, marks, around: [before, after] }) => {
      for (const item of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[data-record]"))) {
        if (item.dataset.record !== address) continue;
        item.querySelector(".excerpt")?.replaceChildren(before, ...marked(text, marks), after);
      }
    };

    /**
     * Whether there is anything to choose.
     * @param {Facet} facet
     */
    const narrows = ({ values }) => values.length > 1 || values.some(({ on }) => on);

    /** @param {Facet[]} all */
    const drawFacets = (all) => {
      const key = JSON.stringify([all, [...unfolded]]);
      if (key === drawn) return;
      drawn = key;
      const { id } = /** @type {HTMLElement} */ (document.activeElement);
      choices.replaceChildren(...all.filter(narrows).map(fieldset));
      if (id) document.getElementById(id)?.focus({ preventScroll: true });
      facets.hidden = !choices.firstChild;
      const on = state.filters.length;
      part("chosen").textContent = on ? ` (${number(on)})` : "";
    };

    /** @param {Facet} facet */
    const fieldset = ({ id, values }) => {
      const few = unfolded.has(id) ? values : values.filter(({ on }, at) => on || at < FEW);
      const set = make("fieldset", {}, make("legend", {}, say(`facet-${id}`)));
      for (const { id: value, label, lang, count, on } of few) {
        const attributes = { type: "checkbox", id: `search-${id}-${value}`, name: id, value };
        const check = /** @type {HTMLInputElement} */ (make("input", attributes));
        check.checked = on;
        set.append(make("label", {}, check, make("span", inLanguage(lang), label), make("span", { class: "count" }, number(count))));
      }
      if (few.length < values.length) {
        const more = make("button", { type: "button", id: `search-more-${id}` }, say("more", number(values.length - few.length)));
        more.addEventListener("click", () => {
          unfolded.add(id);
          const first = values.find((value) => !few.includes(value));
          drawFacets(JSON.parse(drawn)[0]);
          document.getElementById(`search-${id}-${first?.id}`)?.focus();
        });
        set.append(more);
      }
      return set;
    };

    /**
     * @param {number} page
     * @param {number} pages
     */
    const drawParts = (page, pages) => {
      const wanted = [1, page - 1, page, page + 1, pages].filter((at) => at >= 1 && at <= pages);
      /** @param {number} at */
      const to = (at) => address({ ...state, page: at });
      const items = [...new Set(wanted)].map((at) => {
        const link = make("a", { href: to(at) }, number(at));
        if (at === page) link.setAttribute("aria-current", "page");
        return make("li", {}, link);
      });
      const links = [make("ul", {}, ...items)];
      if (page < pages) links.push(make("p", {}, make("a", { href: to(page + 1), rel: "next" }, say("next"), " →")));
      parts.replaceChildren(...(pages > 1 ? links : []));
    };

    const typed = (keep = false) => {
      const q = input.value.trim();
      turn(q === state.q ? state : { ...state, q, page: 1, literal: false }, keep);
    };

    warm(form);
    part("again").addEventListener("click", () => {
      // The button goes.
      leap = true;
      show();
    });
    input.addEventListener("input", () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => typed());
    });
    form.addEventListener("submit", (event) => {
      if (dead) return;
      event.preventDefault();
      cancelAnimationFrame(frame);
      typed(true);
      // On a telephone the keyboard hides what was found.
      if (matchMedia("(pointer: coarse)").matches) input.blur();
    });
    sorting.addEventListener("change", () => turn({ ...state, sort: sorting.value, page: 1 }, true));
    choices.addEventListener("change", ({ target }) => {
      const { name, value, checked } = /** @type {HTMLInputElement} */ (target);
      // What is checked by hand is no longer as it was drawn.
      drawn = "";
      const others = state.filters.filter(([id, other]) => id !== name || other !== value);
      turn({ ...state, filters: checked ? [...others, [name, value]] : others, page: 1 }, true);
    });
    found.addEventListener("click", (event) => {
      const link = /** @type {Element} */ (event.target).closest("a");
      if (!link) return;
      // Who follows a result comes back to this question.
      kept = true;
      if (link.getAttribute("href")?.[0] !== "?") return;
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      leap = true;
      turn(read(link.search), true);
    });
    addEventListener("popstate", () => {
      state = read(location.search);
      input.value = state.q;
      kept = true;
      show();
    });

    facets.addEventListener("toggle", () => facets.open && rest());
    const wide = matchMedia("(min-width: 64rem)");
    const unfold = () => (facets.open = wide.matches);
    wide.addEventListener("change", unfold);
    unfold();
    // A browser that comes back keeps what was typed, which the address has not.
    // What was typed before this came is a question.
    if (document.activeElement !== input || !input.value) input.value = state.q;
    show();
    typed();
  };

  /** The page as it is without scripts. */
  const off = () => {
    dead = true;
    root.classList.remove("search-ready", "asking", "none", "near");
  };

  if (location.protocol !== "file:") {
    root.classList.add("search-ready", "search-keyed");
    root.classList.toggle("asking", !!read(location.search).q);
    document.addEventListener("DOMContentLoaded", begin);
  }
}
