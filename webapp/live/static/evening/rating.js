/** Three big answers after a date, and one line; a tap is stored at once, or as soon as the server is back. */

import { Refusal, sentenceFor } from "./connection.js";
import { titleOf } from "./partner.js";

/**
 * @param {HTMLElement} card
 * @param {{text: Function, notes: object, onRated: () => void,
 *   rate: (dateId: number, impression: string, note: string) => Promise<void>}} given
 */
export function createRating(card, { text, notes, onRated, rate }) {
  const form = card.querySelector("form");
  const state = card.querySelector(".rating-state");
  const waiting = new Map();
  let date = null;

  const chosen = () => form.elements.impression.value;

  function tell(about, name, sentence = text(name)) {
    if (about !== date) return;
    state.dataset.state = name;
    state.textContent = sentence;
  }

  async function store(about, impression, note) {
    waiting.set(about.date_id, [about, impression, note]);
    try {
      await rate(about.date_id, impression, note);
      waiting.delete(about.date_id);
      about.rating = { impression, note };
      notes.forget(about);
      tell(about, "rated");
      onRated();
    } catch (problem) {
      if (problem instanceof Refusal) waiting.delete(about.date_id);
      tell(about, "refused", sentenceFor(problem, text("rating-waits")));
    }
  }

  function save() {
    if (!date) return;
    const note = form.elements.note.value.trim();
    notes.write(date, note);
    const unchanged = date.rating?.impression === chosen() && date.rating.note === note;
    if (chosen() && !unchanged) store(date, chosen(), note);
  }

  form.addEventListener("change", save);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });

  return {
    /** Ask about a date; null asks nothing. What was typed for the one before is kept. */
    ask(next) {
      if (next?.date_id === date?.date_id) {
        date = next;
        return;
      }
      save();
      date = next;
      card.hidden = next === null;
      if (!next) return;
      card.querySelector("h2").textContent = text("rate-question", { name: titleOf(next) });
      form.elements.impression.value = next.rating?.impression ?? "";
      form.elements.note.value = notes.of(next);
      tell(next, next.rating ? "rated" : "open", next.rating ? text("rated") : "");
    },
    /** Try once more what could not be stored. */
    flush: () => [...waiting.values()].forEach((given) => store(...given)),
    get asked() {
      return date;
    },
  };
}
