// The search box of every page: what one types is answered below it, marks or
// none, while one types.
//
//   <form role="search" action="tim-kiem/" data-search="Kết quả"
//       data-all="Xem tất cả kết quả cho “{n}”" data-none="…" data-count="{n} kết quả"
//       data-missing="…">
//
// Without scripts, from a file: address or when anything fails, the form leads
// to the search page as forms do. It is the "editable combobox with list
// autocomplete" of the ARIA Authoring Practices.
"use strict";
{
  const { ask, make, marked, number, site, stop, teller, warm } = motcuaSearch;
  const MOST = 8;

  /** @param {HTMLFormElement} form */
  const combine = (form) => {
    const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    const list = make("div", { id: "search-options", role: "listbox", "aria-label": form.dataset.search ?? "", hidden: "" });
    const status = make("p", { role: "status", class: "unseen" });
    const tell = teller(status);
    form.append(list, status);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    for (const [key, value] of Object.entries(roles)) input.setAttribute(key, value);

    /** @type {HTMLAnchorElement | undefined} */
    let active;
    let frame = 0;
    /** Whether the list was closed by hand. */
    let dismissed = false;
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

    /** @param {Answer} answer */
    const answered = (answer) => {
      const { results, total, done, corrected, missing, near } = answer;
      // An empty list that fills a moment later would only flicker.
      if (!results.length && !done) return;
      const q = input.value.trim();
      const links = results.slice(0, MOST).map((result) => {
        const detail = [result.detail, result.code].filter(Boolean).join(" · ");
        const { lang, title, marks } = result;
        const name = make("span", { lang }, ...marked(title, marks));
        return option(new URL(result.address, site).href, name, make("small", { lang }, detail));
      });
      const last = (results.length && !near ? form.dataset.all : form.dataset.none) ?? "";
      const all = new URL(form.action);
      all.searchParams.set("q", q);
      links.push(option(all.href, last.replace("{n}", () => q)));
      links.forEach((link, at) => (link.id = `search-option-${at}`));
      const { href } = active ?? {};
      list.replaceChildren(...links);
      active = undefined;
      choose(links.find((link) => link.href === href));
      if (document.activeElement === input && !dismissed) show(true);
      const count = (form.dataset.count ?? "{n}").replace("{n}", number(total));
      const found = total && !near ? [corrected, count].filter(Boolean).join(": ") : last.replace("{n}", () => q);
      // How many there are is known last.
      if (done) tell(missing ? `${found}. ${form.dataset.missing ?? ""}` : found);
    };

    // What is typed is answered for the moment; what was pasted or dropped is all there will be.
    const search = (isTyped = true) => {
      const q = input.value.trim();
      if (q) {
        return ask(q, `lang=${document.documentElement.lang}&size=${MOST}&instant=${+isTyped}`, { answer: answered, failed: () => show(false) });
      }
      stop();
      show(false);
      list.replaceChildren();
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

    warm(form);
    input.addEventListener("keydown", press);
    input.addEventListener("input", (event) => {
      const { inputType } = /** @type {InputEvent} */ (event);
      dismissed = false;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => search(!/Paste|Drop/.test(inputType)));
    });
    // A click on an option must not take the focus from the box first.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    form.addEventListener("focusout", () => show(false));
    input.addEventListener("click", () => list.firstChild && input.value.trim() && show(true));
  };

  // A key that writes a character may be pressed by a voice or a shaking hand
  // that meant no such thing, so that whoever wants can be without it (WCAG
  // 2.1.4). The search page has the setting; only that somebody is without it
  // is remembered, on this device.
  const OFF = "motcua-no-slash";

  const isOff = () => {
    try {
      return !!localStorage[OFF];
    } catch {
      return false;
    }
  };

  /** @param {boolean} off */
  const remember = (off) => {
    try {
      if (off) localStorage[OFF] = 1;
      else delete localStorage[OFF];
    } catch {
      // Where nothing may be kept, it holds for this page.
    }
  };

  const offer = () => {
    const setting = /** @type {HTMLInputElement | null} */ (document.getElementById("search-slash"));
    let off = isOff();
    if (setting) {
      setting.checked = !off;
      setting.addEventListener("change", () => remember((off = !setting.checked)));
    }

    /** @param {KeyboardEvent} event */
    const slash = (event) => {
      const target = /** @type {HTMLElement} */ (event.target);
      const writes = target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select");
      if (off || event.key !== "/" || writes || event.ctrlKey || event.altKey || event.metaKey) return;
      const input = /** @type {HTMLInputElement | null} */ (document.querySelector('form[role="search"] [name="q"]'));
      if (!input) return;
      event.preventDefault();
      input.focus();
      input.select();
    };
    document.addEventListener("keydown", slash);
  };

  if (location.protocol !== "file:") {
    /** @type {NodeListOf<HTMLFormElement>} */
    (document.querySelectorAll("form[data-search]")).forEach(combine);
    offer();
  }
}
