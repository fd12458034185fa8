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
/** @typedef {{ id: string, holds: Truth, because: string[] }} Applies */
/** @typedef {{ low: number, high: number, missing: Truth }} Bill */
/**
 * @typedef {object} Outcome
 * @property {string} verdict
 * @property {string[]} because
 * @property {{ id: string, judgement: boolean, why: Why }[]} conditions
 * @property {Applies[]} cases
 * @property {Applies[]} documents
 * @property {{ id: string, amount: Bill, because: string[] }[]} fees
 * @property {Bill} total
 * @property {{ at: number, holds: Truth, from: string, to: string }[]} deadlines
 * @property {{ question: string, answer: string, verdict: string }[]} changes
 */

const motcuaResult = (() => {
  const { data, date, label, make, money, say, words } = motcuaForm;

  /** @type {Record<string, string>} */
  const SHORT = { eligible: "eligible", "agency-decides": "agency", unknown: "unknown", "not-eligible": "unfit" };

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
    const far = left ? say(left > 0 ? "left" : "over", motcuaForm.number(Math.abs(left))) : say("due_today");
    return `${date(to)} (${far})`;
  };

  /** @param {Bill} bill */
  const amount = ({ low, high, missing }) => {
    if (missing === "true" && !high) return say("fee_unknown");
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
   * What a condition looks at; of a negation what is negated does.
   * @param {Why} why
   * @returns {Why["questions"]}
   */
  const looks = ({ join, questions, parts }) => (join === "not" ? parts.flatMap(looks) : questions);

  /**
   * Why something is so, as items of a list.
   * @param {Why} why
   * @param {Map<string, string>} answers
   * @param {boolean} dated Whether it says itself when it is in force.
   * @returns {Node[]}
   */
  const reasons = (why, answers, dated) => {
    const { node, holds, counts, join, parts } = why;
    const asked = looks(why);
    const of_day = asked.length && asked.every(({ id }) => id === "today");
    if (of_day && dated) return [];
    const sentence = data.nodes[node];
    const below = join === "not" && asked.length ? [] : parts.flatMap((part) => reasons(part, answers, dated));
    if (!sentence) return below;
    const truth = say({ true: "holds", false: "fails", unknown: "open" }[holds]);
    const item = make("li", counts ? {} : { class: "aside" }, make("b", {}, `${truth}: `), sentence);
    for (const { id } of asked) {
      if (id === "today" && !of_day) continue;
      const answer = answers.get(id);
      item.append(answer ? ` (${say("you_said", words(id, answer))}) ` : " ", ask(id, answer ? "change" : "answer_now"));
    }
    if (below.length) item.append(make("ul", {}, ...below));
    return [item];
  };

  /**
   * Items of the text, by their ids.
   * @param {Element} text
   * @param {string} list
   */
  const items = (text, list) => /** @type {HTMLElement[]} */ ([...text.querySelectorAll(`[data-list=${list}] > li`)]);

  /** @param {HTMLElement} item @param {string} value */
  const setValue = (item, value) => {
    const place = item.querySelector(".value") ?? item.appendChild(make("span", { class: "value" }));
    place.textContent = value;
  };

  /** @param {HTMLElement} item @param {string} today */
  const inForce = ({ dataset: { from = "", until = "9" } }, today) => from <= today && today < until;

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
      items(text, "conditions").forEach((item, at) => {
        const { judgement, why } = result.conditions[at];
        const name = item.querySelector("strong")?.textContent ?? "";
        item.hidden = !inForce(item, today) || (judgement && why.holds === "false");
        const state = judgement ? "judged" : { true: "met", false: "unmet", unknown: "unclear" }[why.holds];
        if (item.hidden) return;
        if (state === "unmet") unmet.push(name);
        if (judgement) judged.push(name);
        item.prepend(make("span", { class: `state ${state}` }, say(state)), " ");
        item.querySelector(".when")?.remove();
        const list = reasons(why, answers, !!(item.dataset.from || item.dataset.until));
        if (!list.length) return;
        const details = make("details", {}, make("summary", {}, say("why")), make("ul", { class: "why" }, ...list));
        if (state === "unmet") details.setAttribute("open", "");
        item.querySelector("strong")?.after(details);
      });
      for (const { id, holds } of result.cases) {
        for (const item of items(text, "cases").filter(({ dataset }) => dataset.id === id)) {
          item.hidden = holds === "false";
          if (holds === "true") item.querySelector(".when")?.remove();
        }
      }
      for (const { id, holds, because } of result.documents) {
        const item = /** @type {HTMLElement | null} */ (text.querySelector(`[data-document="${CSS.escape(id)}"]`));
        if (!item) continue;
        item.hidden = holds === "false";
        if (holds === "true") item.querySelector(".when")?.remove();
        if (holds !== "unknown") continue;
        item.append(depends("perhaps", because, answers));
      }
      for (const { id, amount: bill, because } of result.fees) {
        for (const item of items(text, "fees").filter(({ dataset }) => dataset.id === id)) {
          setValue(item, amount(bill));
          item.querySelector(".when")?.remove();
          if (because.length) item.append(depends("depends", because, answers));
        }
      }
      const total = /** @type {HTMLElement | null} */ (text.querySelector("#check-total"));
      if (total) {
        const { low, high, missing } = result.total;
        const sum = amount({ low, high, missing: "false" });
        total.hidden = false;
        total.textContent = missing === "false" ? say("total", sum) : low || high ? say("total_known", sum) : say("fee_unknown");
      }
      items(text, "deadlines").forEach((item, place) => {
        const found = result.deadlines.find(({ at, holds }) => at === place && holds !== "false");
        item.hidden = !found || !inForce(item, today);
        if (found) setValue(item, due(found.from, found.to, today));
        if (found?.holds === "true") item.querySelector(".when")?.remove();
      });
      // A heading over nothing is none.
      for (const list of text.querySelectorAll("[data-list], [data-papers]")) {
        const none = [...list.children].every((item) => /** @type {HTMLElement} */ (item).hidden);
        /** @type {HTMLElement} */ (list).hidden = none;
        const heading = /** @type {HTMLElement | null} */ (list.previousElementSibling);
        if (heading?.localName === "h3") heading.hidden = none;
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
