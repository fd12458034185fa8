// What a person has answered: in memory, in the address behind "#", and on
// this device if they ask for it.
//
//   #birth_date=1950&sex=female&-have=1a2b3c4d&-topics=co-con-nho
//
// Browsers send nobody what stands behind "#". Names of questions are words;
// what is no answer begins with "-": papers the person has, and the topics
// they chose. Answers to questions of other pages are kept and handed on, so
// that nothing is asked twice.
"use strict";

const motcuaAnswers = (() => {
  const STORE = "motcua-answers";

  /**
   * Storage may be forbidden, and is then as if it were empty.
   * @template T
   * @param {(store: Storage) => T} use
   */
  const stored = (use) => {
    try {
      return use(localStorage);
    } catch {
      return null;
    }
  };

  /** @param {string} value */
  const decoded = (value) => {
    try {
      return decodeURIComponent(value);
    } catch {
      return "";
    }
  };

  return {
    /**
     * The answers that an address has.
     * @param {string} hash
     */
    read: (hash) => {
      /** @type {Map<string, string>} */
      const answers = new Map();
      for (const pair of hash.slice(1).split("&")) {
        const [key, value = ""] = pair.split("=");
        const text = decoded(value);
        if (/^-?\w+$/.test(key) && text) answers.set(key, text);
      }
      return answers;
    },
    /**
     * The address of answers: always the same for the same ones.
     * @param {Map<string, string>} answers
     */
    write: (answers) => {
      const pairs = [...answers].sort(([a], [b]) => (a < b ? -1 : 1));
      const plain = { "%2B": "+", "%2F": "/", "%3F": "?" };
      const written = pairs.map(([key, value]) =>
        `${key}=${encodeURIComponent(value).replace(/%(2B|2F|3F)/g, (code) => plain[/** @type {"%2B"} */ (code)])}`,
      );
      return written.length ? `#${written.join("&")}` : "";
    },
    /** What is kept on this device; null where nothing is. */
    kept: () => stored((store) => store.getItem(STORE)),
    /**
     * Whether it could be kept.
     * @param {string} hash
     */
    keep: (hash) => stored((store) => (store.setItem(STORE, hash), true)) ?? false,
    erase: () => void stored((store) => store.removeItem(STORE)),
  };
})();
