/** On a phone, prep card and live text are sheets from below; on a laptop they are always there. */

import { all } from "./elements.js";

/** @param {HTMLElement} room @param {(panelId: string) => void} onOpen */
export function createSheets(room, onOpen) {
  const buttons = all("[data-sheet]", room);
  const panelOf = (button) => document.getElementById(button.dataset.sheet);

  function set(button, open) {
    button.setAttribute("aria-expanded", String(open));
    panelOf(button).dataset.open = open ? "yes" : "no";
  }

  function open(panelId) {
    for (const button of buttons) set(button, button.dataset.sheet === panelId);
    document.querySelector(`#${panelId} h2`).focus();
    onOpen(panelId);
  }

  function close() {
    for (const button of buttons) {
      const hadFocus = panelOf(button).contains(document.activeElement);
      set(button, false);
      if (hadFocus) button.focus();
    }
  }

  for (const button of buttons) {
    const isOpen = () => button.getAttribute("aria-expanded") === "true";
    button.addEventListener("click", () => (isOpen() ? close() : open(button.dataset.sheet)));
  }
  for (const button of all("[data-close-sheet]", room)) button.addEventListener("click", close);
  room.addEventListener("keydown", (event) => event.key === "Escape" && close());
  return { open, close, isVisible: (panelId) => document.getElementById(panelId).getClientRects().length > 0 };
}
