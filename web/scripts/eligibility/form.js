// Questions: their fields, and answers in words.
//
// The questions stand in the page, hidden, with everything that is said of
// them; so this knows no word of any language but what the page's data says.
"use strict";

/** @typedef {Record<string, string>} Said The words scripts say, by name. */
/** What is required; of a list the first text leads to it. generator/site/eligibility/data.rs makes it. Its parts are of the same kind. @typedef {string | unknown[]} Told */

const motcuaForm = (() => {
  /** @type {{ code: string, program: string, nodes: Record<string, Told>, words: Said }} */
  const data = JSON.parse(document.getElementById("check-data")?.textContent || '{"words":{}}');
  const { lang } = document.documentElement;

  /**
   * @param {string} key
   * @param {string | number} [value]
   */
  const say = (key, value = "") => (data.words[key] ?? "").replace("{n}", () => String(value));

  /**
   * Of a counted thing; one may have words of its own.
   * @param {string} key
   * @param {number} count
   */
  const sayCount = (key, count) => say(count === 1 && data.words[`${key}_one`] ? `${key}_one` : key, number(count));

  /** @param {string} id */
  const field = (id) => /** @type {HTMLFieldSetElement | null} */ (document.getElementById(`q-${id}`));

  /** @param {HTMLFieldSetElement} set */
  const inputs = (set) => [...set.querySelectorAll("input")];

  /** How people write large amounts. @type {[RegExp, number][]} */
  const SCALES = [
    [/^(tỷ|tỉ|ty|ti|billion|bn)$/, 1e9],
    [/^(triệu|trieu|tr|million|m)$/, 1e6],
    [/^(nghìn|ngàn|nghin|ngan|thousand|k)$/, 1e3],
  ];

  /**
   * A whole number as the engine reads it: "2.000.000", "2 triệu", "1,5 tỷ". What is none is left as it is.
   * @param {string} text
   * @param {boolean} money
   */
  const written = (text, money) => {
    if (money) text = text.replace(/\s*(đồng|vn[dđ]|[đ₫])$/iu, "");
    // Points between thousands are no part of a number; a comma before tenths is not to be lost.
    if (/^-?\d{1,3}([., ]\d{3})+$/.test(text)) return text.replace(/[., ]/g, "");
    const [, whole, tenths = "", word = ""] = /^(\d{1,6})(?:[.,](\d{1,2}))?\s*(\p{L}+)$/u.exec(text.normalize("NFC").toLowerCase()) ?? [];
    const scale = money && SCALES.find(([names]) => names.test(word));
    return scale ? String(Number(whole) * scale[1] + (Number(tenths.padEnd(2, "0")) * scale[1]) / 100) : text;
  };

  /** @param {number} value */
  const number = (value) => value.toLocaleString(lang);

  /**
   * A day, or as much of it as is known, in words.
   * @param {string} text
   */
  const date = (text) => {
    const [year, month, day] = text.split("-").map(Number);
    const of = new Date(year, (month || 1) - 1, day || 1);
    of.setFullYear(year);
    if (!month) return say("year", year);
    if (lang === "vi") return day ? text.split("-").reverse().join("/") : say("month", `${month}/${year}`);
    const options = /** @type {const} */ ({ day: day ? "numeric" : undefined, month: "long", year: "numeric" });
    const written = of.toLocaleDateString("en-GB", options);
    return day ? written : say("month", written);
  };

  /** The places that can be answered with, as the page lists them. */
  const places = /** @type {HTMLOptionElement[]} */ ([...document.querySelectorAll("#check-places option")]);

  /**
   * A name as it is compared: without marks, case, and the word for what kind of unit it is.
   * @param {string} text
   */
  const folded = (text) =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/đ/g, "d")
      .replace(/[^\p{L}\p{N},]+/gu, " ")
      .trim()
      .replace(/^(tinh|thanh pho|tp|phuong|xa|dac khu|thi tran) | (province|city|ward|commune|special zone|township)(?=,|$)/g, "");

  /**
   * The answer that the name of a place is: the one it is written as, or else the only one that begins so.
   * @param {string} text
   */
  const place = (text) => {
    const names = (/** @type {HTMLOptionElement} */ { value, label }) => [value, label].map(folded);
    const typed = folded(text);
    const found = typed !== "" && [
      places.filter(({ value }) => value.normalize() === text.normalize()),
      places.filter((option) => names(option).includes(typed)),
      places.filter((option) => names(option).some((name) => name.startsWith(`${typed},`))),
    ].find(({ length }) => length);
    // Codes that no name is listed for may stand in an address.
    return (found && found.length === 1 && found[0].dataset.id) || (/^\d[\w./-]*$/.test(text) ? text : "no place");
  };

  /**
   * The place of an answer; where a former one is not listed any more, that of now.
   * @param {string} answer
   */
  const listed = (answer) => [answer, answer.split("~")[0]].map((id) => places.find(({ dataset }) => dataset.id === id)).find(Boolean);

  return {
    data,
    say,
    sayCount,
    field,
    number,
    date,
    /**
     * Ties what is said of a wrong answer to its fields, or takes it away.
     * @param {HTMLFieldSetElement} set
     * @param {boolean} is
     */
    wrong: (set, is) => {
      const help = (set.getAttribute("aria-describedby") ?? "").replace("check-error-link", "").trim();
      const told = [is && "check-error-link", help].filter(Boolean).join(" ");
      set.classList.toggle("wrong", is);
      if (told) set.setAttribute("aria-describedby", told);
      else set.removeAttribute("aria-describedby");
      for (const input of inputs(set)) {
        if (is) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      }
    },
    /** @param {number} amount */
    money: (amount) => say("money", number(amount)),
    /** The questions of the page but the day. */
    ids: [...document.querySelectorAll("#check-form > fieldset")]
      .map(({ id }) => id.slice(2))
      .filter((id) => id !== "today"),
    /** @param {string} id */
    label: (id) => field(id)?.dataset.label ?? field(id)?.querySelector("h2")?.textContent ?? id,
    /**
     * The answer in the fields, as the engine reads it; empty where there is none.
     * @param {HTMLFieldSetElement} set
     */
    read: (set) => {
      const { kind, partial } = set.dataset;
      const marked = inputs(set).filter(({ checked }) => checked).map(({ value }) => value);
      const [first = "", month = "", year = ""] = inputs(set).filter(({ type }) => type === "text").map(({ value }) => value.trim());
      if (kind === "many") return marked.join("+");
      if (marked.length || kind === "choice") return marked[0] ?? "";
      if (kind === "place") return first && place(first);
      if (kind === "number") return written(first, !!set.querySelector("[data-unit]"));
      if (first + month + year && (!/^\d{4}$/.test(year) || (first && !month))) return "no date";
      if (year && !first && partial === undefined) return "no date";
      return [year, month, first].filter(Boolean).map((part) => part.padStart(2, "0")).join("-");
    },
    /**
     * Puts an answer into the fields.
     * @param {HTMLFieldSetElement} set
     * @param {string} text
     */
    fill: (set, text) => {
      const [year = "", month = "", day = ""] = /^\d{4}(-|$)/.test(text) ? text.split("-") : [];
      /** @type {Record<string, string>} */
      const parts = { day, month, year };
      if (set.dataset.kind === "place") text = listed(text)?.value ?? text;
      for (const input of inputs(set)) {
        if (input.type === "text") input.value = parts[input.dataset.part ?? ""] ?? (text.length > 1 || /\d/.test(text) ? text : "");
        else input.checked = set.dataset.kind === "many" ? text.split("+").includes(input.value) : text === input.value;
      }
    },
    /**
     * What is typed and "I don't know" exclude each other, and so do "none of these" and any of these.
     * @param {HTMLInputElement} input
     */
    settle: (input) => {
      const set = /** @type {HTMLFieldSetElement} */ (input.closest("fieldset"));
      for (const other of inputs(set)) {
        if (other === input || (input.type !== "text" && !input.checked)) continue;
        if (set.dataset.kind === "many") {
          if (input.value === "-" || other.value === "-") other.checked = false;
        } else if (other.type !== "text") other.checked = false;
        else if (input.type !== "text") other.value = "";
      }
    },
    /**
     * An answer in words.
     * @param {string} id
     * @param {string} text
     */
    words: (id, text) => {
      const set = field(id);
      if (!set) return text;
      const named = text.split("+").map((part) => inputs(set).find(({ value, type }) => type !== "text" && value === part));
      if (named.every(Boolean)) return named.map((input) => input?.parentElement?.textContent?.trim()).join(", ");
      const { kind } = set.dataset;
      if (kind === "place") {
        const { value = text, dataset: { note = "" } = {} } = listed(text) ?? {};
        return note && !value.includes(note) ? `${value} (${note})` : value;
      }
      const unit = set.querySelector("[data-unit]")?.textContent ?? "";
      /** @param {string} end */
      const one = (end) => (kind === "date" ? date(end) : `${number(Number(end))}${unit && ` ${unit}`}`);
      const [from, to] = text.split("..");
      if (to === undefined) return one(from);
      if (!from || !to) return say(from ? "at_least" : "at_most", one(from || to));
      return say("range").replace("{from}", one(from)).replace("{to}", one(to));
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
  };
})();
