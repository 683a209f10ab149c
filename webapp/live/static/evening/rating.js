/** Three big answers after a date, and one line; a tap is stored at once, or as soon as the server is back. */

import { Refusal, sentenceFor } from "./connection.js";
import { titleOf } from "./partner.js";

export class Rating {
  #date = null;
  #waiting = new Map();

  /**
   * @param {HTMLElement} card
   * @param {{text: Function, notes: object, onRated: () => void,
   *   rate: (dateId: number, impression: string, note: string) => Promise<void>}} given
   */
  constructor(card, { text, notes, onRated, rate }) {
    Object.assign(this, { card, text, notes, onRated, rate });
    this.form = card.querySelector("form");
    this.state = card.querySelector(".rating-state");
    this.form.addEventListener("change", () => this.#save());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
  }

  /** The date the card asks about. */
  get asked() {
    return this.#date;
  }

  /** Ask about a date; null asks nothing. What was typed for the one before is kept. */
  ask(next) {
    if (next?.date_id !== this.#date?.date_id) {
      this.#save();
      this.#show(next);
    }
    this.#date = next;
  }

  /** Try once more what could not be stored. */
  flush() {
    for (const given of [...this.#waiting.values()]) this.#store(...given);
  }

  #show(date) {
    this.card.hidden = date === null;
    this.#date = date;
    if (!date) return;
    const { impression, note } = this.form.elements;
    this.card.querySelector("h2").textContent = this.text("rate-question", { name: titleOf(date) });
    impression.value = date.rating?.impression ?? "";
    note.value = this.notes.of(date);
    this.#tell(date, date.rating ? "rated" : "open", date.rating ? this.text("rated") : "");
  }

  #save() {
    const date = this.#date;
    if (!date) return;
    const impression = this.form.elements.impression.value;
    const note = this.form.elements.note.value.trim();
    this.notes.write(date, note);
    const unchanged = date.rating?.impression === impression && date.rating.note === note;
    if (impression && !unchanged) this.#store(date, impression, note);
  }

  async #store(date, impression, note) {
    this.#waiting.set(date.date_id, [date, impression, note]);
    try {
      await this.rate(date.date_id, impression, note);
      this.#waiting.delete(date.date_id);
      date.rating = { impression, note };
      this.notes.forget(date);
      this.#tell(date, "rated", this.text("rated"));
      this.onRated();
    } catch (problem) {
      if (problem instanceof Refusal) this.#waiting.delete(date.date_id);
      this.#tell(date, "refused", sentenceFor(problem, this.text("rating-waits")));
    }
  }

  #tell(date, state, sentence) {
    if (date.date_id !== this.#date?.date_id) return;
    this.state.dataset.state = state;
    this.state.textContent = sentence;
  }
}
