// An eligibility page: one question at a time, then the result.
//
// The engine is fetched when a person begins. Which view is shown stands in the
// history's state, the answers in the address; so back and forward go through
// questions, and a page that is loaded again is where it was. From a folder
// nothing can be fetched, and the page is what its HTML is.
"use strict";
{
  const root = document.getElementById("check");
  const { wasm } = root?.dataset ?? {};

  /** @param {string} wasm */
  const begin = (wasm) => {
    const { data, date, field, fill, ids, label, make, number, read, say, settle, words } = motcuaForm;
    /** @param {string} id */
    const part = (id) => /** @type {HTMLElement} */ (document.getElementById(`check-${id}`));
    const [start, form, result, given, failed] = ["start", "form", "result", "answers", "failed"].map(part);
    const topicSet = document.getElementById("check-topics");
    const plain = part("text");
    const { title } = document;
    const START = "start";
    const RESULT = "result";

    let answers = motcuaAnswers.read(location.hash);
    if (!answers.size) answers = motcuaAnswers.read(motcuaAnswers.kept() ?? "");
    /** @type {motcuaRulesModule.Rules} */
    let rules;
    /** @type {Promise<void> | undefined} */
    let loading;
    /** What is shown: the start, the result, or the question of this id. */
    let view = START;

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
    const codes = () => data.code || motcuaAll.codes(plain, list("-topics"));
    const hash = () => motcuaAnswers.write(answers);
    const bare = () => location.href.split("#")[0];

    /** Hands the answers to the engine; what is none, from an address that was typed, is forgotten. */
    const tell = () => {
      for (const id of ["today", ...ids]) {
        const answer = id === "today" ? today() : (answers.get(id) ?? "");
        if (!rules.answer(id, answer) && answer) {
          answers.delete(id);
          rules.answer(id, id === "today" ? now() : "");
        }
      }
    };
    /** @returns {{ question: string, remaining: number } | null} */
    const next = () => JSON.parse(rules.next(codes()));

    /** Writes the answers where they lead on: the address, and links to pages that ask too. */
    const carry = () => {
      for (const link of /** @type {Iterable<HTMLAnchorElement>} */ (document.querySelectorAll("[data-carry], .other"))) link.hash = hash();
    };
    const note = () => {
      history.replaceState(history.state, "", bare() + hash());
      carry();
    };

    /**
     * Turns to a view that one can come back from.
     * @param {string} to
     */
    const go = (to) => {
      history.pushState({ view: to, depth: (history.state?.depth ?? 0) + 1 }, "", bare() + hash());
      show(to, true);
    };
    const goOn = () => {
      tell();
      go(next()?.question ?? RESULT);
    };

    /**
     * Shows a view.
     * @param {string} to
     * @param {boolean} [focus]
     */
    const show = async (to, focus) => {
      failed.hidden = true;
      if (to !== START) {
        try {
          root?.setAttribute("aria-busy", "true");
          await load();
        } catch {
          failed.hidden = false;
          start.hidden = true;
          return;
        } finally {
          root?.removeAttribute("aria-busy");
        }
        tell();
      }
      view = to;
      const asks = to !== START && to !== RESULT;
      const text = part("text");
      const fresh = /** @type {HTMLElement} */ (plain.cloneNode(true));
      text.replaceWith(fresh);
      fresh.hidden = asks;
      start.hidden = to !== START;
      for (const one of [part("lead"), topicSet]) if (one) one.hidden = to !== START;
      form.hidden = !asks;
      result.hidden = to !== RESULT;
      given.hidden = to === START && !ids.some((id) => answers.has(id));
      given.toggleAttribute("open", to === RESULT);
      part("error").hidden = true;
      part("status").textContent = "";
      for (const set of form.querySelectorAll("fieldset")) set.hidden = set.id !== `q-${to}`;
      if (asks) question(to);
      if (to === RESULT) conclude(fresh);
      papers(fresh);
      draw();
      carry();
      const heading = /** @type {HTMLElement | null} */ (
        asks ? field(to)?.querySelector("h2") : to === RESULT ? result.querySelector("div:not([hidden]) > h2, #check-count") : document.querySelector("#main h1")
      );
      document.title = to === START ? title : `${heading?.textContent} – ${title}`;
      if (!focus) return;
      heading?.setAttribute("tabindex", "-1");
      heading?.focus({ preventScroll: true });
      (asks ? form : (heading ?? form)).scrollIntoView();
    };

    /**
     * Ties what is said of a wrong answer to its fields, or takes it away.
     * @param {HTMLFieldSetElement} set
     * @param {boolean} is
     */
    const wrong = (set, is) => {
      const help = (set.getAttribute("aria-describedby") ?? "").replace("check-error-link", "").trim();
      const told = [is && "check-error-link", help].filter(Boolean).join(" ");
      set.classList.toggle("wrong", is);
      if (told) set.setAttribute("aria-describedby", told);
      else set.removeAttribute("aria-describedby");
    };

    /** @param {string} id */
    const question = (id) => {
      const set = field(id);
      if (!set) return;
      wrong(set, false);
      fill(set, id === "today" ? today() : (answers.get(id) ?? ""));
      const { question = "", remaining = 0 } = next() ?? {};
      const left = remaining === 1 && question === id ? say("last_question") : remaining ? say("remaining", number(remaining)) : "";
      part("progress").textContent = [say("answered", number(ids.filter((id) => answers.has(id)).length)), left].filter(Boolean).join(", ");
    };

    /** @param {Element} text */
    const conclude = (text) => {
      const with_day = new Map(answers).set("today", today());
      if (data.code) motcuaResult.show(text, result, JSON.parse(rules.result(data.code)), with_day);
      else motcuaAll.show(text, part("sums"), rules, list("-topics"), today());
      part("more").hidden = !next();
      part("day").textContent = ` · ${date(today())}`;
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

    /** Draws the list of answers. */
    const draw = () => {
      const row = (/** @type {string} */ id, /** @type {string} */ answer) => {
        const change = make("button", { type: "button", class: "plain-button screen", "data-ask": id }, say("change"), make("span", { class: "unseen" }, `: ${label(id)}`));
        return make("div", {}, make("dt", {}, label(id)), make("dd", {}, answer, " ", change));
      };
      const rows = ids.filter((id) => answers.has(id)).map((id) => row(id, words(id, answers.get(id) ?? "")));
      part("given").replaceChildren(...rows, row("today", date(today())));
      const kept = motcuaAnswers.kept();
      part("stored").hidden = kept === null;
      part("stored-text").textContent = say("saved");
      part("save").hidden = kept === hash();
    };

    const submit = () => {
      const set = /** @type {HTMLFieldSetElement} */ (field(view));
      const answer = read(set);
      if (!answer || !rules.answer(view, answer)) {
        const link = part("error-link");
        link.textContent = set.dataset.error ?? "";
        part("error").hidden = false;
        wrong(set, true);
        link.focus();
        return;
      }
      if (view === "today" && answer === now()) answers.delete(view);
      else answers.set(view, answer);
      goOn();
    };

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      submit();
    });
    form.addEventListener("input", ({ target }) => settle(/** @type {HTMLInputElement} */ (target)));
    topicSet?.addEventListener("change", () => {
      const chosen = [...topicSet.querySelectorAll("input")].filter(({ checked }) => checked).map(({ value }) => value);
      if (chosen.length) answers.set("-topics", chosen.join("+"));
      else answers.delete("-topics");
      note();
    });
    root?.addEventListener("change", ({ target }) => {
      const { paper } = /** @type {HTMLElement} */ (target).dataset;
      if (!paper) return;
      const have = list("-have").filter((one) => one !== paper);
      if (/** @type {HTMLInputElement} */ (target).checked) have.push(paper);
      if (have.length) answers.set("-have", have.sort().join("+"));
      else answers.delete("-have");
      note();
      draw();
    });

    /** @type {Record<string, () => void>} */
    const buttons = {
      begin: () => {
        root?.setAttribute("aria-busy", "true");
        load().then(goOn, () => show(RESULT));
      },
      again: () => void load().then(() => (view === START ? goOn() : show(view, true)), () => show(RESULT)),
      back: () => (history.state?.depth ? history.back() : go(START)),
      finish: () => go(RESULT),
      continue: goOn,
      print: () => print(),
      copy: () => {
        const said = () => (part("status").textContent = say("copied"));
        // Not everywhere may a page write there; then it is shown.
        const shown = () => (part("status").textContent = say("address", bare()));
        navigator.clipboard ? navigator.clipboard.writeText(bare()).then(said, shown) : shown();
      },
      save: () => {
        if (motcuaAnswers.keep(hash())) draw();
        part("status").textContent = say("saved");
      },
      erase: () => {
        motcuaAnswers.erase();
        draw();
        part("status").textContent = say("erased");
      },
      restart: () => {
        answers = new Map();
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
    /**
     * Shows what the history says, or, with answers that come from elsewhere, what is to be asked next.
     * @param {boolean} focus
     */
    const arrive = async (focus) => {
      let to = history.state?.view;
      if (!to && ids.some((id) => answers.has(id))) {
        to = RESULT;
        try {
          await load();
          tell();
          to = next()?.question ?? RESULT;
          history.replaceState({ view: to, depth: 0 }, "", bare() + hash());
        } catch {
          // The view says so.
        }
      }
      await show(to ?? START, focus);
    };
    addEventListener("popstate", () => {
      answers = motcuaAnswers.read(location.hash);
      void arrive(true);
    });

    // Where data is not dear, the engine is there before it is wanted.
    const warm = () => void load().catch(() => {});
    for (const touch of ["focusin", "pointerenter"]) start.addEventListener(touch, warm, { once: true });

    for (const box of topicSet?.querySelectorAll("input") ?? []) box.checked = list("-topics").includes(box.value);
    void arrive(false);
  };

  if (wasm && location.protocol !== "file:") begin(wasm);
}
