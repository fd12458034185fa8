// Starts workers. Pages take no address for a script but from a policy, and may
// have one of each name: this is the one, for all scripts of a page. It knows
// the workers that the page's own HTML names when it is loaded, and no other.
//
// Published in front of the search box, in one file with it, and by itself for
// pages of tables that have no box.
"use strict";

/** @type {(address: string) => Worker} */
var motcuaWorker =
  /** @type {any} */ (globalThis).motcuaWorker ??
  (() => {
    const named = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-worker]"));
    const known = new Set(
      Array.from(named, (element) => {
        const base = new URL(element.getAttribute("content") ?? "./", document.baseURI);
        return new URL(element.dataset.worker ?? "", base).href;
      }),
    );
    const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("motcua", {
      createScriptURL: (/** @type {string} */ address) => {
        if (!known.has(address)) throw new TypeError(`no worker of this page: ${address}`);
        return address;
      },
    });
    return (/** @type {string} */ address) => new Worker(policy ? policy.createScriptURL(address) : address);
  })();
