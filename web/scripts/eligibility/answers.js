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
  /** Where the site begins: several may share an origin, and each has answers of its own. */
  const { pathname } = new URL(document.getElementById("check")?.dataset.root ?? "", document.baseURI);
  const STORE = `motcua-answers:${pathname}`;
  const ROUND = `motcua-round:${pathname}`;
  /** The round, where the tab cannot remember it. @type {number} */
  let round = history.state?.round ?? 0;

  /**
   * Storage may be forbidden, and is then as if it were empty.
   * @template T
   * @param {() => T} use
   */
  const stored = (use) => {
    try {
      return use();
    } catch {
      return null;
    }
  };

  /** @param {Map<string, string>} answers */
  const write = (answers) => {
    const pairs = [...answers].sort(([a], [b]) => (a < b ? -1 : 1));
    const plain = { "%2B": "+", "%2F": "/", "%3F": "?" };
    const written = pairs.map(([key, value]) =>
      `${key}=${encodeURIComponent(value).replace(/%(2B|2F|3F)/g, (code) => plain[/** @type {"%2B"} */ (code)])}`,
    );
    return written.length ? `#${written.join("&")}` : "";
  };

  /**
   * What is kept of answers: the day is that of the visit.
   * @param {Map<string, string>} answers
   */
  const lasting = (answers) => write(new Map([...answers].filter(([key]) => key !== "today")));

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
    /** The address of answers: always the same for the same ones. */
    write,
    /** What is kept on this device; null where nothing is. */
    kept: () => stored(() => localStorage.getItem(STORE)),
    /**
     * Whether just these answers are kept.
     * @param {Map<string, string>} answers
     */
    are_kept: (answers) => stored(() => localStorage.getItem(STORE)) === lasting(answers),
    /**
     * Whether they could be kept.
     * @param {Map<string, string>} answers
     */
    keep: (answers) => stored(() => (localStorage.setItem(STORE, lasting(answers)), true)) ?? false,
    erase: () => void stored(() => localStorage.removeItem(STORE)),
    /** How often answers were cleared in this tab. Entries of the history that are older are not to show theirs again. */
    round: () => Math.max(round, Number(stored(() => sessionStorage.getItem(ROUND)) ?? 0)),
    clear: () => {
      round = motcuaAnswers.round() + 1;
      stored(() => sessionStorage.setItem(ROUND, String(round)));
      motcuaAnswers.erase();
    },
  };
})();
