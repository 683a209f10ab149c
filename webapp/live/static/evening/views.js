/** Shows one view of the page at a time and takes the keyboard along. */

import { all } from "./elements.js";

/** @param {string} name of the `data-view` to show */
export function showView(name) {
  if (document.body.dataset.view === name) return;
  document.body.dataset.view = name;
  const left = document.activeElement?.closest("[data-view]");
  for (const view of all("[data-view]", document.getElementById("evening"))) view.hidden = view.dataset.view !== name;
  window.scrollTo(0, 0);
  if (left?.hidden) document.querySelector(`#evening [data-view="${name}"] h1`)?.focus();
}
