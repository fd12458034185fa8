// A box above a long list that leaves only what matches, whether it is typed
// with marks or without: "dang ky" finds "Đăng ký khai sinh".
//
// The page says where the module is and what the box is called:
//
//   <meta name="motcua-module" content="assets/motcua.js"
//       data-wasm="motcua_bg.wasm">
//   <ul data-filter-list data-filter-label="Lọc danh sách"
//       data-filter-count="{n} mục">
//
// data-wasm is beside the script, and may be left out for that very name. The
// list may also be a <div> over several lists; a part of it that is marked
// data-filter-group (a letter with its heading) goes when all its items do.
//
// Without scripts, without the module or from a file: address there is no box
// and the list is whole. A list of thousands wants `li:not([hidden]) {
// display: block }` from its style: Chromium renumbers the items of a list one
// by one, which at 6,000 takes a second.
//
// Nothing is imported at the top, so that it may be loaded as a module or by
// <script defer>; the latter is silent on a file: page, where modules are not.
"use strict";
{
  /** @typedef {typeof import("../pkg/motcua.js")} Module */

  /** @type {Promise<Module> | undefined} */
  let loading;

  /** The module, fetched once for all lists of the page. */
  const module = () => (loading ??= load());

  const load = async () => {
    const meta = /** @type {HTMLMetaElement | null} */ (
      document.querySelector('meta[name="motcua-module"]')
    );
    if (!meta) throw new Error("no module named");
    const script = new URL(meta.content, document.baseURI);
    const wasm = new URL(meta.dataset.wasm ?? "motcua_bg.wasm", script);
    /** @type {Module} */
    const module = await import(script.href);
    await module.default({ module_or_path: wasm });
    return module;
  };

  /**
   * @param {HTMLElement} list
   * @param {number} index
   */
  const enhance = (list, index) => {
    const id = `list-filter-${index}`;
    const label = document.createElement("label");
    label.htmlFor = id;
    label.textContent = list.dataset.filterLabel ?? "";
    const input = document.createElement("input");
    input.id = id;
    input.type = "search";
    input.autocomplete = "off";
    const count = document.createElement("p");
    count.setAttribute("role", "status");
    const box = document.createElement("div");
    box.className = "list-filter";
    box.append(label, input, count);
    list.before(box);

    const items = /** @type {NodeListOf<HTMLElement>} */ (
      list.querySelectorAll("li:not(li li)")
    );
    const groups = /** @type {NodeListOf<HTMLElement>} */ (
      list.querySelectorAll("[data-filter-group]")
    );
    /** @type {string[] | undefined} */
    let folded;

    /** @param {Module} module */
    const apply = ({ fold }) => {
      folded ??= Array.from(items, (item) => fold(item.textContent ?? ""));
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [place, text] of folded.entries()) {
        const matches = words.every((word) => text.includes(word));
        items[place].hidden = !matches;
        shown += Number(matches);
      }
      for (const group of groups) {
        group.hidden = !group.querySelector("li:not([hidden])");
      }
      count.textContent = words.length
        ? (list.dataset.filterCount ?? "{n}").replace(
            "{n}",
            shown.toLocaleString(document.documentElement.lang || undefined),
          )
        : "";
    };

    // The box is there at once and works when the module is: one that came
    // later would push down what is being read. No module, no box.
    module().then(
      (module) => {
        input.addEventListener("input", () => apply(module));
        if (input.value) apply(module);
      },
      () => box.remove(),
    );
  };

  if (location.protocol !== "file:") {
    /** @type {NodeListOf<HTMLElement>} */
    (document.querySelectorAll("[data-filter-list]")).forEach(enhance);
  }
}
