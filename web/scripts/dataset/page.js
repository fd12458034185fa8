// The page of a dataset: whether the promise of freshness is still kept today,
// which no page that is made once can say, and buttons that copy code.
"use strict";
{
  for (const due of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-due]"))) {
    // The whole last day counts, wherever the reader is.
    const [year, month, day] = (due.dataset.due ?? "").split("-").map(Number);
    const late = Math.floor((Date.now() - new Date(year, month - 1, day + 1).getTime()) / 86_400_000) + 1;
    const words = late > 0 ? due.dataset.late : due.dataset.fresh;
    due.textContent = (words ?? "").replace("{n}", late.toLocaleString(document.documentElement.lang));
  }

  // There is none where the address is not a safe one.
  if (navigator.clipboard) {
    for (const code of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("pre[data-copy]"))) {
      const { copy = "", copied = "" } = code.dataset;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "plain-button copy";
      button.textContent = copy;
      button.ariaLabel = `${copy}: ${code.ariaLabel}`;
      // What is inside a button is not announced; an output is.
      const status = document.createElement("output");
      const done = () => {
        status.textContent = ` ${copied}`;
        setTimeout(() => status.replaceChildren(), 3000);
      };
      // Where the browser refuses, the code is ready to be copied by hand.
      const refused = () => getSelection()?.selectAllChildren(code);
      button.onclick = () => void navigator.clipboard.writeText(code.textContent ?? "").then(done, refused);
      code.after(button, status);
    }
  }
}
