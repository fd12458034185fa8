// An eligibility page: one question at a time, then the result.
//
// The engine is fetched when a person begins. Which view is shown stands in the
// history's state; so back and forward go through questions, and a page that is
// loaded again is where it was. The answers are one thing for all views: they
// are in memory, and every entry that is come to gets their address. From a
// folder nothing can be fetched, and the page is what its HTML is.
"use strict";
{
  const root = document.getElementById("check");
  const { wasm } = root?.dataset ?? {};

  /** @param {string} wasm */
  const begin = (wasm) => {
    const { data, date, field, fill, ids, label, make, number, read, say, settle, words, wrong } = motcuaForm;
    /** @param {string} id */
    const part = (id) => /** @type {HTMLElement} */ (document.getElementById(`check-${id}`));
    const [start, result, given, failed, status, stored] = ["start", "result", "answers", "failed", "status", "stored-text"].map(part);
    const form = /** @type {HTMLFormElement} */ (part("form"));
    const topicSet = document.getElementById("check-topics");
    const topics = [...(topicSet?.querySelectorAll("input") ?? [])];
    const plain = part("text");
    const { title } = document;
    const START = "start";
    const RESULT = "result";
    /** How many questions may be left to be worth saying: more only frighten. */
    const FEW = 15;

    /** @type {Map<string, string>} */
    let answers = new Map();
    /** @type {motcuaRulesModule.Rules} */
    let rules;
    /** @type {Promise<void> | undefined} */
    let loading;
    /** What is shown: the start, the result, or the question of this id. */
    let view = START;
    /** Answers that could not stand beside others, and have not been told of. @type {Set<string>} */
    const dropped = new Set();

    /** @param {string} address */
    const get = async (address) => {
      const response = await fetch(address);
      if (!response.ok) throw new Error(`${address}: ${response.status}`);
      return response.arrayBuffer();
    };
    /** The bytes of the program, which stands in the page of one procedure. */
    const program = async () =>
      data.code ? Uint8Array.from(atob(data.program), (c) => c.charCodeAt(0)) : new Uint8Array(await get(data.program));
    const load = () =>
      (loading ??= (async () => {
        const [bytes, module] = await Promise.all([program(), get(wasm)]);
        await motcuaRulesModule({ module_or_path: module });
        rules = new motcuaRulesModule.Rules(bytes);
      })().catch((error) => {
        // What failed once is tried again: lines come back.
        loading = undefined;
        throw error;
      }));

    const now = () => {
      const day = new Date();
      return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    };
    const today = () => answers.get("today") ?? now();
    /** @param {string} key */
    const list = (key) => answers.get(key)?.split("+") ?? [];
    /** @param {string} key @param {string[]} items */
    const setList = (key, items) => (items.length ? answers.set(key, items.join("+")) : answers.delete(key));
    const codes = () => data.code || motcuaAll.codes(plain, list("-topics"));
    const bare = () => location.href.split("#")[0];

    /** Hands the answers to the engine; what is none, from an address that was typed or on an earlier day, is given up. */
    const tell = () => {
      for (const id of ["today", ...ids]) {
        const answer = id === "today" ? today() : (answers.get(id) ?? "");
        if (!rules.answer(id, answer) && answer) {
          answers.delete(id);
          dropped.add(id);
          rules.answer(id, id === "today" ? now() : "");
        }
      }
    };
    /** @returns {{ question: string, remaining: number } | null} */
    const next = () => JSON.parse(rules.next(codes()));

    /**
     * Writes where one is into the entry of the history, and the answers where they lead on: its address, and links
     * to pages that ask too.
     * @param {{ view: string, depth: number }} at
     * @param {boolean} [more] Whether it is a new entry.
     */
    const note = ({ view, depth }, more) => {
      const hash = motcuaAnswers.write(answers);
      history[more ? "pushState" : "replaceState"]({ view, depth, round: motcuaAnswers.round() }, "", bare() + hash);
      for (const link of /** @type {Iterable<HTMLAnchorElement>} */ (document.querySelectorAll("[data-carry], .other"))) link.hash = hash;
    };

    /**
     * Turns to a view that one can come back from.
     * @param {string} to
     */
    const go = (to) => {
      if (history.state.view !== to) note({ view: to, depth: history.state.depth + 1 }, true);
      show(to, true);
    };
    const goOn = () => {
      tell();
      go(next()?.question ?? RESULT);
    };

    /**
     * Does something with the engine, or says that it did not come.
     * @param {() => void} then
     * @param {boolean} focus
     */
    const ready = async (then, focus) => {
      failed.hidden = true;
      root?.setAttribute("aria-busy", "true");
      try {
        await load();
      } catch {
        failed.hidden = false;
        start.hidden = true;
        if (focus) part("again").focus();
        return;
      } finally {
        root?.removeAttribute("aria-busy");
      }
      then();
    };

    /**
     * Shows a view, once there is what it needs.
     * @param {string} to
     * @param {boolean} focus
     */
    const show = (to, focus) => {
      if (to === START) draw(to, focus);
      // Meanwhile one may have gone elsewhere.
      else void ready(() => history.state.view === to && (tell(), draw(to, focus)), focus);
    };

    /**
     * @param {string} to
     * @param {boolean} focus
     */
    const draw = (to, focus) => {
      failed.hidden = true;
      view = to;
      const asks = to !== START && to !== RESULT;
      const text = part("text");
      const fresh = /** @type {HTMLElement} */ (plain.cloneNode(true));
      text.replaceWith(fresh);
      fresh.hidden = asks;
      start.hidden = to !== START;
      for (const one of [part("lead"), topicSet]) if (one) one.hidden = to !== START;
      for (const box of topics) box.checked = list("-topics").includes(box.value);
      form.hidden = !asks;
      result.hidden = to !== RESULT;
      given.hidden = to === START && !ids.some((id) => answers.has(id));
      given.toggleAttribute("open", to === RESULT);
      part("error").hidden = true;
      status.textContent = "";
      for (const set of form.querySelectorAll("fieldset")) set.hidden = set.id !== `q-${to}`;
      if (asks) question(to);
      if (to === RESULT) conclude(fresh);
      papers(fresh);
      drawAnswers();
      const lost = part("dropped");
      lost.textContent = dropped.size ? say("dropped", [...dropped].map(label).join("; ")) : "";
      lost.hidden = !dropped.size;
      dropped.clear();
      note(history.state);
      const heading = /** @type {HTMLElement | null} */ (
        asks ? field(to)?.querySelector("h2") : to === RESULT ? result.querySelector("div:not([hidden]) > h2, #check-count") : document.querySelector("#main h1")
      );
      document.title = to === START ? title : `${heading?.textContent} – ${title}`;
      if (!focus) return;
      heading?.setAttribute("tabindex", "-1");
      heading?.focus({ preventScroll: true });
      (asks ? form : to === RESULT ? result : (heading ?? form)).scrollIntoView({ behavior: "instant" });
    };

    /** @param {string} id */
    const question = (id) => {
      const set = field(id);
      if (!set) return;
      wrong(set, false);
      fill(set, id === "today" ? today() : (answers.get(id) ?? ""));
      const { question = "", remaining = 0 } = next() ?? {};
      const left = remaining === 1 && question === id ? say("last_question") : remaining && remaining < FEW ? say("remaining", number(remaining)) : "";
      part("progress").textContent = [say("answered", number(ids.filter((id) => answers.has(id)).length)), left].filter(Boolean).join(", ");
    };

    /** @param {Element} text */
    const conclude = (text) => {
      const with_day = new Map(answers).set("today", today());
      if (data.code) motcuaResult.show(text, result, JSON.parse(rules.result(data.code)), with_day);
      else motcuaAll.show(text, part("sums"), rules, list("-topics"), today());
      part("more").hidden = !next();
      part("day").textContent = ` · ${date(today())}`;
      part("other-day").hidden = today() === now();
      part("as-of").textContent = say("as_of", date(today()));
    };

    /**
     * Marks the papers that the person has.
     * @param {Element} text
     */
    const papers = (text) => {
      const have = list("-have");
      for (const box of /** @type {Iterable<HTMLInputElement>} */ (text.querySelectorAll("[data-paper]"))) {
        box.checked = have.includes(box.dataset.paper ?? "");
      }
    };

    /** Draws the list of answers, and whether they are kept. */
    const drawAnswers = () => {
      const row = (/** @type {string} */ id, /** @type {string} */ answer) => {
        const change = make("button", { type: "button", class: "plain-button screen", "data-ask": id }, say("change"), make("span", { class: "unseen" }, `: ${label(id)}`));
        return make("div", {}, make("dt", {}, label(id)), make("dd", {}, answer, " ", change));
      };
      const rows = ids.filter((id) => answers.has(id)).map((id) => row(id, words(id, answers.get(id) ?? "")));
      part("given").replaceChildren(...rows, row("today", date(today())));
      const same = motcuaAnswers.are_kept(answers);
      part("stored").hidden = motcuaAnswers.kept() === null;
      part("erase").hidden = false;
      stored.textContent = say(same ? "saved" : "saved_others");
      part("save").hidden = same;
    };

    /**
     * Says what came of a button, where the focus goes too: the button may be gone.
     * @param {HTMLElement} place
     * @param {string} text
     */
    const report = (place, text) => {
      place.textContent = text;
      place.tabIndex = -1;
      place.focus();
    };

    /**
     * Takes what stands in the fields; tells whether one may go on.
     * @param {boolean} must Whether there has to be an answer.
     */
    const take = (must) => {
      const set = /** @type {HTMLFieldSetElement} */ (field(view));
      const answer = read(set);
      if (answer ? !rules.answer(view, answer) : must) {
        const link = part("error-link");
        link.textContent = set.dataset.error ?? "";
        part("error").hidden = false;
        wrong(set, true);
        link.focus();
        return false;
      }
      if (!answer || (view === "today" && answer === now())) answers.delete(view);
      else answers.set(view, answer);
      return true;
    };

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (take(true)) goOn();
    });
    form.addEventListener("input", ({ target }) => settle(/** @type {HTMLInputElement} */ (target)));
    topicSet?.addEventListener("change", () => {
      setList("-topics", topics.filter(({ checked }) => checked).map(({ value }) => value));
      note(history.state);
    });
    root?.addEventListener("change", ({ target }) => {
      const { paper } = /** @type {HTMLElement} */ (target).dataset;
      if (!paper) return;
      const have = list("-have").filter((one) => one !== paper);
      if (/** @type {HTMLInputElement} */ (target).checked) have.push(paper);
      setList("-have", have.sort());
      note(history.state);
      drawAnswers();
    });

    /** @type {Record<string, () => void>} */
    const buttons = {
      begin: () => void ready(goOn, true),
      again: () => void ready(() => (view === START ? goOn() : show(view, true)), true),
      back: () => (history.state.depth ? history.back() : go(START)),
      finish: () => {
        if (take(false)) go(RESULT);
      },
      continue: goOn,
      now: () => {
        answers.delete("today");
        show(view, true);
      },
      print: () => print(),
      copy: () => {
        const said = () => (status.textContent = say("copied"));
        // Not everywhere may a page write there; then it is shown.
        const shown = () => (status.textContent = say("address", bare()));
        navigator.clipboard ? navigator.clipboard.writeText(bare()).then(said, shown) : shown();
      },
      save: () => {
        const kept = motcuaAnswers.keep(answers);
        drawAnswers();
        report(status, say(kept ? "saved" : "not_saved"));
      },
      erase: () => {
        motcuaAnswers.erase();
        drawAnswers();
        part("stored").hidden = false;
        part("erase").hidden = true;
        report(stored, say("erased"));
      },
      restart: () => {
        answers.clear();
        motcuaAnswers.clear();
        form.reset();
        go(START);
      },
    };
    document.addEventListener("click", (event) => {
      const target = /** @type {Element} */ (event.target);
      const button = /** @type {HTMLElement | null} */ (target.closest("button"));
      const link = target.closest("a");
      if (button?.dataset.ask) go(button.dataset.ask);
      else if (button) buttons[button.id.replace("check-", "")]?.();
      else if (link?.getAttribute("href")?.[0] === "#") {
        // What stands behind "#" are the answers: a place in the page must not take it.
        event.preventDefault();
        const place = /** @type {HTMLElement | null} */ (
          link.id === "check-error-link" ? field(view)?.querySelector("input") : document.querySelector(link.getAttribute("href") ?? "")
        );
        if (place && place.tabIndex < 0) place.tabIndex = -1;
        place?.focus();
      }
    });

    /** The answers of the address, or those that are kept. */
    const received = () => {
      const read = motcuaAnswers.read(location.hash);
      const found = read.size ? read : motcuaAnswers.read(motcuaAnswers.kept() ?? "");
      const known = topics.map(({ value }) => value);
      const chosen = (found.get("-topics") ?? "").split("+").filter((id) => known.includes(id));
      // Topics are those of the page that has them; others hand them on as they are.
      if (topicSet && chosen.length) found.set("-topics", chosen.join("+"));
      else if (topicSet) found.delete("-topics");
      return found;
    };

    /**
     * Shows what the entry of the history says. Where answers come from elsewhere, that is what is to be asked next;
     * where they were cleared since, the start.
     * @param {boolean} loaded Whether the page is a new one, and nothing in memory yet.
     */
    const arrive = (loaded) => {
      const { state } = history;
      const is_old = state && !(state.round >= motcuaAnswers.round());
      if (is_old) {
        answers.clear();
        form.reset();
      } else if (loaded || !state) answers = received();
      let to = is_old ? START : (state?.view ?? "");
      // The rules may have changed since.
      if (to !== START && to !== RESULT && !field(to)) to = "";
      const depth = state?.depth ?? 0;
      note({ view: to || START, depth });
      if (to || !ids.some((id) => answers.has(id))) return show(to || START, !loaded);
      const ask = () => {
        if (history.state.view !== START) return;
        tell();
        const to = next()?.question ?? RESULT;
        note({ view: to, depth });
        show(to, !loaded);
      };
      void ready(ask, !loaded);
    };
    addEventListener("popstate", () => arrive(false));
    // A page that was put away whole while answers were cleared on another.
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) arrive(false);
    });

    // Where data is not dear, the engine is there before it is wanted.
    const warm = () => void load().catch(() => {});
    for (const touch of ["focusin", "pointerenter"]) start.addEventListener(touch, warm, { once: true });

    part("lead").textContent = say(data.code ? "lead" : "all_lead");
    arrive(true);
  };

  if (wasm && location.protocol !== "file:") begin(wasm);
}
