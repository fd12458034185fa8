// The cells of a table as people read and write them, in the words of its page.
"use strict";

/** @typedef {{ id: string, title: string, kind: string, unit?: string, choice?: boolean, long?: boolean, lang?: string, head?: boolean, codes?: Record<string, string> }} TableColumn */

/** @param {Record<string, string>} words */
const motcuaCells = (words) => {
  const NUMBERS = ["integer", "decimal", "money", "percent", "coordinate"];
  const { lang: tag } = document.documentElement;
  const [group, point] = tag === "vi" ? [".", ","] : [",", "."];

  /**
   * @param {string} word
   * @param {Record<string, string>} [places]
   */
  const say = (word, places = {}) => (words[word] ?? word).replace(/\{(\w+)\}/g, (all, key) => places[key] ?? all);

  /** @param {TableColumn} column */
  const isNumber = ({ kind }) => NUMBERS.includes(kind);

  /** A cell as generator/site/dataset/written.rs writes it. @param {TableColumn} column @param {string} text */
  const shown = (column, text) => {
    const { kind } = column;
    if (kind === "coordinate") return text.replace(".", point);
    if (isNumber(column)) {
      const [whole, fraction] = text.split(".");
      const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
      return fraction === undefined ? grouped : grouped + point + fraction;
    }
    if (kind === "date" && text.length === 10) {
      if (tag === "vi") return text.split("-").reverse().join("/");
      return new Date(text).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
    }
    if (kind === "month" && tag === "vi") return text.split("-").reverse().join("/");
    if (kind === "boolean") return say(text === "true" ? "yes" : "no");
    return text;
  };

  return {
    say,
    isNumber,
    shown,
    /** @param {number} number */
    counted: (number) => number.toLocaleString(tag),
    /** Whether a column has a least and a highest value. @param {TableColumn} column */
    isOrdered: (column) => isNumber(column) || ["date", "month", "year"].includes(column.kind),
    /** A number as it may be written into the field of a column. @param {TableColumn} column */
    example: ({ kind }) => `1${group}000${kind === "integer" ? "" : `${point}5`}`,
    /** The language of a column's words, where it is not the page's. @param {TableColumn} column @returns {Record<string, string>} */
    foreign: ({ lang }) => (lang ? { lang } : {}),
    /** A cell with what its code means. @param {TableColumn} column @param {string} text */
    named: (column, text) => {
      const meaning = column.codes?.[text];
      return meaning && meaning !== text ? `${shown(column, text)} (${meaning})` : shown(column, text);
    },
    /** What a person writes as the engine reads it. @param {TableColumn} column @param {string} text */
    written: (column, text) => {
      if (!isNumber(column)) return text.trim();
      const plain = text.replace(/\s|đồng|vn[dđ]|[đ₫]/gi, "");
      // Groups of three and nothing else are groups: 1.234 is a thousand in Vietnamese, 0.125 is not, nor a longitude.
      const parts = plain.split(point);
      if (column.kind !== "coordinate" && /^-?[1-9]\d{0,2}([.,]\d{3})+$/.test(parts[0])) parts[0] = parts[0].split(group).join("");
      return parts.join(".");
    },
  };
};
