// The result of one procedure: marks in the text that the page has anyway.
//
// Conditions, documents, fees and deadlines stand in the page as text. Here
// each is told whether it is so, why, and what it comes to; what does not apply
// is hidden.
"use strict";

/** @typedef {"true" | "false" | "unknown"} Truth */
/**
 * generator/rules/session.rs says what these are.
 * @typedef {object} Why
 * @property {number} node
 * @property {Truth} holds
 * @property {boolean} counts
 * @property {string} join
 * @property {{ id: string, answer: string | null }[]} questions
 * @property {Why[]} parts
 */
/** What every version of something says of itself. @typedef {{ id: string, version: number, in_force: boolean, holds: Truth }} Version */
/** @typedef {Version & { because: string[] }} Applies */
/** @typedef {{ low: number, high: number, missing: Truth }} Bill */
/**
 * @typedef {object} Outcome
 * @property {string} verdict
 * @property {string[]} because
 * @property {(Version & { judgement: boolean, why: Why })[]} conditions
 * @property {Applies[]} cases
 * @property {Applies[]} documents
 * @property {(Applies & { amount: Bill })[]} fees
 * @property {Bill} total
 * @property {(Applies & { from: string, to: string, telling: boolean })[]} deadlines
 * @property {{ question: string, answer: string, verdict: string }[]} changes
 */

const motcuaResult = (() => {
  const { data, date, label, make, money, say, sayCount, words } = motcuaForm;

  /** @type {Record<string, string>} */
  const SHORT = { eligible: "eligible", "agency-decides": "agency", "no-conditions": "none", unknown: "unknown", "not-eligible": "unfit" };

  /** @param {string} verdict */
  const short = (verdict) => say(`${SHORT[verdict]}_short`);

  /** @param {string} iso */
  const day = (iso) => Date.UTC(...(/** @type {[number, number, number]} */ (iso.split("-").map((part, at) => Number(part) - (at === 1 ? 1 : 0))))) / 864e5;

  /**
   * A day and how far it is.
   * @param {string} from
   * @param {string} to
   * @param {string} today
   */
  const due = (from, to, today) => {
    if (from !== to) return say("range").replace("{from}", date(from)).replace("{to}", date(to));
    const left = day(to) - day(today);
    const far = left ? sayCount(left > 0 ? "left" : "over", Math.abs(left)) : say("due_today");
    return `${date(to)} (${far})`;
  };

  /** @param {Bill} bill */
  const amount = ({ low, high, missing }) => {
    if (missing === "true" && !high) return say("fee_unknown");
    if (missing !== "false" && !high) return say("fee_perhaps");
    const sum = low === high ? (low ? money(low) : say("free_of_charge")) : say("range").replace("{from}", money(low)).replace("{to}", money(high));
    return missing === "false" ? sum : say("fee_open", sum);
  };

  /**
   * A button that asks a question once more.
   * @param {string} id
   * @param {string} [key]
   */
  const ask = (id, key = "change") =>
    make("button", { type: "button", class: "plain-button screen", "data-ask": id }, say(key), make("span", { class: "unseen" }, `: ${label(id)}`));

  /**
   * A question with its answer and a way to it.
   * @param {string} id
   * @param {Map<string, string>} answers
   */
  const question = (id, answers) => {
    const answer = answers.get(id);
    const said = answer ? ` (${say("you_said", words(id, answer))})` : "";
    return make("li", {}, `${label(id)}${said} `, ask(id, answer ? "change" : "answer_now"));
  };

  /**
   * What something still depends on.
   * @param {string} key
   * @param {string[]} because
   * @param {Map<string, string>} answers
   */
  const depends = (key, because, answers) =>
    make("div", { class: "perhaps" }, say(key), make("ul", {}, ...because.map((id) => question(id, answers))));

  /**
   * The questions that something looks at, each once.
   * @param {Why} why
   * @returns {string[]}
   */
  const looks = ({ questions, parts }) => [...new Set([...questions.map(({ id }) => id), ...parts.flatMap(looks)])];

  /**
   * What is required: a sentence, or a list behind what leads to it.
   * @param {Told} told
   * @returns {(string | Node)[]}
   */
  const tell = (told) => {
    if (typeof told === "string") return [told];
    const [head, ...parts] = told.filter(Boolean);
    return [/** @type {string} */ (head), make("ul", {}, ...parts.map((part) => make("li", {}, ...tell(/** @type {Told} */ (part)))))];
  };

  /**
   * Why something is so, as items of a list.
   * @param {Why} why
   * @param {Map<string, string>} answers
   * @param {boolean} dated Whether it says itself when it is in force.
   * @returns {Node[]}
   */
  const reasons = (why, answers, dated) => {
    const { node, holds, counts, join, questions, parts } = why;
    const all = looks(why);
    const of_day = all.length === 1 && all[0] === "today";
    if (of_day && dated) return [];
    const sentence = data.nodes[node];
    // Several things about one answer are one thing to say, and so is what is negated.
    const whole = all.filter((id) => id !== "today").length <= 1 || (join === "not" && !parts.some(({ parts }) => parts.length));
    const asked = whole ? all : questions.map(({ id }) => id);
    const below = whole && sentence ? [] : parts.flatMap((part) => reasons(part, answers, dated));
    if (!sentence) return below;
    const truth = say({ true: "holds", false: "fails", unknown: "open" }[holds]);
    // What the parts are told by anyway is not told twice.
    const told = below.length && typeof sentence !== "string" && sentence[0] ? [/** @type {string} */ (sentence[0])] : tell(sentence);
    const item = make("li", counts ? {} : { class: "aside" }, make("b", {}, `${truth}: `), ...told);
    for (const id of asked) {
      if (id === "today" && !of_day) continue;
      const answer = answers.get(id);
      item.append(answer ? ` (${say("you_said", words(id, answer))}) ` : " ", ask(id, answer ? "change" : "answer_now"));
    }
    if (below.length) item.append(make("ul", {}, ...below));
    return [item];
  };

  /** @param {HTMLElement} item @param {string} value */
  const setValue = (item, value) => {
    const place = make("span", { class: "value" }, value);
    const before = item.querySelector(".value");
    before ? before.replaceWith(place) : item.append(place);
  };

  /**
   * What is said of a version that the text has.
   * @template {Version} T
   * @param {T[]} told
   * @param {string | undefined} id
   * @param {HTMLElement} item
   */
  const version = (told, id, { dataset }) => told.find((one) => one.id === id && String(one.version) === dataset.version);

  /**
   * Hides what does not apply or is not in force, and takes away when it would where it does.
   * @param {HTMLElement} item
   * @param {Version | undefined} one
   */
  const mark = (item, one) => {
    item.hidden = !one || !one.in_force || one.holds === "false";
    if (one?.holds === "true") item.querySelector(".when")?.remove();
    return !item.hidden;
  };

  /**
   * Marks the items of a list, and does more with those that are left.
   * @template {Version} T
   * @param {Element} text
   * @param {string} list
   * @param {T[]} told
   * @param {(item: HTMLElement, one: T) => void} [more]
   */
  const each = (text, list, told, more) => {
    for (const item of /** @type {Iterable<HTMLElement>} */ (text.querySelectorAll(`[data-list=${list}] > li`))) {
      const one = version(told, item.dataset.id, item);
      if (mark(item, one) && one) more?.(item, one);
    }
  };

  return {
    due,
    amount,
    question,
    /**
     * Marks the text and says the verdict.
     * @param {Element} text
     * @param {Element} verdict
     * @param {Outcome} result
     * @param {Map<string, string>} answers With the day.
     */
    show: (text, verdict, result, answers) => {
      const today = answers.get("today") ?? "";
      /** @type {string[]} */
      const unmet = [];
      /** @type {string[]} */
      const judged = [];
      for (const item of /** @type {Iterable<HTMLElement>} */ (text.querySelectorAll("[data-list=conditions] > li"))) {
        const one = version(result.conditions, item.dataset.id, item);
        item.hidden = !one || !one.in_force || (one.judgement && one.holds === "false");
        if (!one || item.hidden) continue;
        const name = item.querySelector("strong")?.textContent ?? "";
        const state = one.judgement ? "judged" : { true: "met", false: "unmet", unknown: "unclear" }[one.holds];
        if (state === "unmet") unmet.push(name);
        if (one.judgement) judged.push(name);
        item.prepend(make("span", { class: `state ${state}` }, say(state)), " ");
        item.querySelector(".when")?.remove();
        const list = reasons(one.why, answers, !!(item.dataset.from || item.dataset.until));
        if (!list.length) continue;
        const details = make("details", {}, make("summary", {}, say("why")), make("ul", { class: "why" }, ...list));
        if (state === "unmet") details.setAttribute("open", "");
        item.querySelector("strong")?.after(details);
      }
      each(text, "cases", result.cases);
      for (const item of /** @type {Iterable<HTMLElement>} */ (text.querySelectorAll("[data-document]"))) {
        // One paper may be asked for by several versions of a rule; it is to be brought where one of them applies.
        const rules = /** @type {HTMLElement[]} */ ([...item.querySelectorAll("[data-version]")]);
        const left = rules.filter((rule) => {
          const one = version(result.documents, item.dataset.document, rule);
          if (one?.holds === "unknown") rule.append(depends("perhaps", one.because, answers));
          return mark(rule, one);
        });
        item.hidden = !left.length;
      }
      each(text, "fees", result.fees, (item, { amount: bill, because }) => {
        setValue(item, amount(bill));
        if (because.length) item.append(depends("depends", because, answers));
      });
      const total = /** @type {HTMLElement | null} */ (text.querySelector("#check-total"));
      if (total) {
        const { low, high, missing } = result.total;
        const sum = amount({ low, high, missing: "false" });
        total.hidden = false;
        total.textContent = missing === "false" ? say("total", sum) : low || high ? say("total_known", sum) : say("fee_unknown");
      }
      each(text, "deadlines", result.deadlines, (item, { from, to, telling, because }) => {
        if (telling) setValue(item, due(from, to, today));
        if (because.length) item.append(depends("depends", because, answers));
      });
      // A heading over nothing is none.
      for (const list of text.querySelectorAll("[data-list], [data-papers]")) {
        const none = [...list.children].every((item) => /** @type {HTMLElement} */ (item).hidden);
        /** @type {HTMLElement} */ (list).hidden = none;
        const heading = /** @type {HTMLElement | null} */ (list.previousElementSibling);
        if (heading?.localName === "h3") heading.hidden = none;
      }
      // To whom it is not open, what to bring and to pay is no answer, but it may be of use.
      const takes = text.querySelectorAll("[data-takes]");
      if (result.verdict === "not-eligible") {
        const fold = make("details", { class: "takes" }, make("summary", {}, say("takes")));
        takes[0]?.before(fold);
        fold.append(...takes);
      }

      for (const one of /** @type {Iterable<HTMLElement>} */ (verdict.querySelectorAll("[data-verdict]"))) {
        one.hidden = one.dataset.verdict !== result.verdict;
      }
      /** @type {Node[]} */
      const because = result.verdict === "unknown" ? result.because.map((id) => question(id, answers))
        : (result.verdict === "not-eligible" ? unmet : result.verdict === "agency-decides" ? judged : []).map((name) => make("li", {}, name));
      const list = /** @type {HTMLElement} */ (verdict.querySelector("#check-because"));
      list.replaceChildren(...because);
      list.hidden = !because.length;
      const changes = result.changes.map(({ question: id, answer, verdict }) => {
        const said = say(id === "today" ? "if_today" : "if", short(verdict));
        return make("li", {}, said.replace("{from}", label(id)).replace("{to}", words(id, answer)));
      });
      verdict.querySelector("#check-changes-list")?.replaceChildren(...changes);
      /** @type {HTMLElement} */ (verdict.querySelector("#check-changes")).hidden = !changes.length;
    },
    short,
  };
})();
