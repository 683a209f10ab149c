/** Calling the desk: one dialog for help and for what is wrong, and how it stands with the call. */

import { sentenceFor } from "./connection.js";
import { all, find } from "./page.js";

/**
 * @param {HTMLDialogElement} dialog
 * @param {{text: import("./page.js").Text, announce: (sentence: string) => void,
 *   call: (kind: string, words: string) => Promise<{state: string}>}} given
 */
export function createHelp(dialog, { text, announce, call }) {
  const words = /** @type {HTMLTextAreaElement} */ (find(dialog, "#help-words"));
  const line = find(dialog, "#help-state");
  let state = null;

  function say(sentence) {
    line.textContent = sentence;
    line.hidden = !sentence;
  }

  function show(next) {
    const changed = next !== state;
    if (!changed) return; // what was said last still holds, such as what is asked after leaving
    state = next;
    say(state ? text(`help-${state}`) : "");
    for (const button of all("[data-help-open]")) button.dataset.state = state ?? "";
    if (state && state !== "asked") announce(text(`help-${state}`));
  }

  async function send(kind) {
    try {
      show((await call(kind, words.value)).state);
      words.value = "";
      if (kind === "leave") say(text("help-left"));
    } catch (problem) {
      say(sentenceFor(problem, text("help-not-sent")));
    }
  }

  function open() {
    const leave = find(dialog, "[data-help=leave]");
    leave.hidden = !document.body.dataset.meetingId;
    dialog.showModal();
  }

  for (const button of all("[data-help-open]")) button.addEventListener("click", open);
  for (const button of all("[data-help]", dialog)) button.addEventListener("click", () => send(button.dataset.help));
  return { show };
}
