// The result over the whole catalogue: a verdict beside each procedure, the best
// first in each group, with its deadline and what it costs where that is known.
"use strict";

const motcuaAll = (() => {
  /** What the bytes of `screen` mean. */
  const VERDICTS = ["eligible", "agency", "unknown", "unfit", "none"];
  const [ELIGIBLE, AGENCY, UNKNOWN, UNFIT, NONE] = VERDICTS.keys();
  /** The order in which they are shown. */
  const ORDER = [ELIGIBLE, AGENCY, UNKNOWN, NONE, UNFIT];

  return {
    /**
     * The codes of the procedures of the topics, a line each; empty for all.
     * @param {Element} text
     * @param {string[]} topics
     */
    codes: (text, topics) => {
      const sections = topics.map((id) => `[data-topic="${CSS.escape(id)}"] [data-code]`);
      const items = sections.length ? [...text.querySelectorAll(sections.join())] : [];
      return [...new Set(items.map((item) => /** @type {HTMLElement} */ (item).dataset.code ?? ""))].join("\n");
    },
    /**
     * Marks the list.
     * @param {Element} text
     * @param {Element} sums Where it is said how many there are of each.
     * @param {motcuaRulesModule.Rules} rules
     * @param {string[]} topics
     * @param {string} today
     */
    show: (text, sums, rules, topics, today) => {
      const { make, say } = motcuaForm;
      const screen = rules.screen();
      /** @type {Set<string>[]} */
      const found = VERDICTS.map(() => new Set());
      for (const section of /** @type {Iterable<HTMLElement>} */ (text.querySelectorAll("[data-topic]"))) {
        section.hidden = !!topics.length && !topics.includes(section.dataset.topic ?? "");
        if (section.hidden) continue;
        const list = /** @type {HTMLElement} */ (section.querySelector("ul"));
        const items = /** @type {HTMLElement[]} */ ([...list.children]);
        /** @param {HTMLElement} item */
        const verdict = ({ dataset }) => screen[Number(dataset.at)];
        items.sort((a, b) => ORDER.indexOf(verdict(a)) - ORDER.indexOf(verdict(b)));
        for (const item of items) {
          const { code = "" } = item.dataset;
          found[verdict(item)].add(code);
          if (verdict(item) !== NONE) item.append(" ", make("span", { class: `state ${VERDICTS[verdict(item)]}` }, say(`${VERDICTS[verdict(item)]}_short`)));
          if ([UNKNOWN, UNFIT].includes(verdict(item))) continue;
          /** @type {Outcome} */
          const result = JSON.parse(rules.result(code));
          const due = result.deadlines.filter(({ holds, telling }) => holds === "true" && telling).map(({ from, to }) => motcuaResult.due(from, to, today));
          const { low, high, missing } = result.total;
          const sum = result.fees.some(({ holds }) => holds === "true") && low === high && missing === "false" ? [motcuaResult.amount(result.total)] : [];
          const about = [...due, ...sum];
          if (about.length) item.append(make("small", {}, about.join(" · ")));
        }
        /** @param {number} wanted */
        const of = (wanted) => items.filter((item) => verdict(item) === wanted);
        const [none, unfit] = [of(NONE), of(UNFIT)];
        list.append(...items.filter((item) => ![NONE, UNFIT].includes(verdict(item))));
        // What asks nothing of anybody is no finding about this person.
        if (none.length) section.append(make("h3", {}, say("none_stated")), make("ul", { class: "list" }, ...none));
        if (unfit.length) {
          section.append(make("details", {}, make("summary", {}, say("unfit_n", unfit.length)), make("ul", { class: "list" }, ...unfit)));
        }
        list.hidden = !list.children.length;
      }
      sums.textContent = ORDER.map((at) => `${say(`${VERDICTS[at]}_short`)}: ${found[at].size}`).join(" · ");
    },
  };
})();
