// The page of all datasets: a box that leaves what has all its words, with or
// without marks, and what was a link to each value's page is a box to tick.
// Values of one kind are alternatives, kinds must all fit. The address is the
// view: ?q=…&licence=cc0-1-0.
//
// Without scripts the links lead to pages with the same datasets.
"use strict";
{
  const list = document.getElementById("datasets");
  const total = document.querySelector(".total");
  const groups = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-facet]"));

  /** @param {string} text */
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();

  /** @param {HTMLElement} list @param {Element} total */
  const begin = (list, total) => {
    const items = Array.from(list.children, (element) => {
      const item = /** @type {HTMLElement} */ (element);
      return { item, text: fold(item.textContent ?? ""), values: new Set((item.dataset.values ?? "").split(" ")) };
    });
    const view = new URLSearchParams(location.search);

    const input = document.createElement("input");
    input.type = "search";
    input.autocomplete = "off";
    input.value = view.get("q") ?? "";
    const label = document.createElement("label");
    label.append(list.dataset.find ?? "", input);
    total.before(label);
    total.setAttribute("role", "status");
    const clear = document.createElement("button");
    clear.type = "button";
    clear.className = "plain-button";
    clear.textContent = list.dataset.clear ?? "";
    total.after(clear);

    /** @type {{ box: HTMLInputElement, count: Element | null, of: string, value: string }[]} */
    const boxes = [];
    for (const group of groups) {
      const of = group.dataset.facet ?? "";
      for (const link of group.querySelectorAll("a")) {
        const box = document.createElement("input");
        box.type = "checkbox";
        const value = link.dataset.value ?? "";
        box.checked = view.getAll(of).includes(value);
        const line = document.createElement("label");
        const count = link.parentElement?.querySelector(".count") ?? null;
        line.append(box, ...link.childNodes, " ");
        if (count) line.append(count);
        link.replaceWith(line);
        boxes.push({ box, count, of, value });
      }
    }

    const apply = () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      /** @type {Map<string, string[]>} */
      const chosen = new Map();
      for (const { box, of, value } of boxes) {
        if (box.checked) chosen.set(of, [...(chosen.get(of) ?? []), `${of}:${value}`]);
      }
      /** @param {typeof items[number]} item @param {string} [but] */
      const fits = ({ text, values }, but) =>
        words.every((word) => text.includes(word)) &&
        [...chosen].every(([of, wanted]) => of === but || wanted.some((value) => values.has(value)));
      let shown = 0;
      for (const one of items) {
        one.item.hidden = !fits(one);
        shown += Number(!one.item.hidden);
      }
      // How many there would be of each value, beside what is chosen of other kinds.
      for (const { count, of, value } of boxes) {
        const left = items.filter((one) => one.values.has(`${of}:${value}`) && fits(one, of)).length;
        if (count) count.textContent = left.toLocaleString(document.documentElement.lang);
      }
      const said = shown ? list.dataset.count : list.dataset.none;
      total.textContent = (said ?? "{n}").replace("{n}", shown.toLocaleString(document.documentElement.lang));
      clear.hidden = !words.length && !chosen.size;
      const now = new URLSearchParams();
      if (input.value.trim()) now.set("q", input.value.trim());
      for (const { box, of, value } of boxes) if (box.checked) now.append(of, value);
      const query = now.toString();
      history.replaceState(null, "", query ? `?${query}` : location.pathname);
    };

    input.oninput = apply;
    for (const { box } of boxes) box.onchange = apply;
    clear.onclick = () => {
      input.value = "";
      for (const { box } of boxes) box.checked = false;
      apply();
      input.focus();
    };
    clear.hidden = true;
    if (location.search) apply();
  };

  const facets = /** @type {HTMLDetailsElement | null} */ (document.getElementById("facets"));
  if (facets && matchMedia("(min-width: 56rem)").matches) facets.open = true;
  if (list && total && list.childElementCount > 1) begin(list, total);
}
