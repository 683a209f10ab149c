/** Three big answers after a meeting, and one line; a tap is stored at once, or as soon as the server is back. */

import { Busy, Refusal, sentenceFor } from "./connection.js";
import { PAUSE } from "./patience.js";
import { titleOf } from "./partner.js";

export class Rating {
  #meeting = null;
  #waiting = new Map();

  /**
   * @param {HTMLElement} card
   * @param {{text: Function, notes: object, onRated: () => void,
   *   rate: (meetingId: number, impression: string, note: string) => Promise<void>}} given
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

  /** The meeting the card asks about. */
  get asked() {
    return this.#meeting;
  }

  /** Ask about a meeting; null asks nothing. What was typed for the one before is kept. */
  ask(next) {
    if (next?.meeting_id !== this.#meeting?.meeting_id) {
      this.#save();
      this.#show(next);
    }
    this.#meeting = next;
  }

  /** Try once more what could not be stored. */
  flush() {
    for (const given of [...this.#waiting.values()]) this.#store(...given);
  }

  #show(meeting) {
    this.card.hidden = meeting === null;
    this.#meeting = meeting;
    if (!meeting) return;
    const { impression, note } = this.form.elements;
    this.card.querySelector("h2").textContent = this.text("rate-question", { name: titleOf(meeting) });
    impression.value = meeting.rating?.impression ?? "";
    note.value = this.notes.of(meeting);
    this.#tell(meeting, meeting.rating ? "rated" : "open", meeting.rating ? this.text("rated") : "");
  }

  #save() {
    const meeting = this.#meeting;
    if (!meeting) return;
    const impression = this.form.elements.impression.value;
    const note = this.form.elements.note.value.trim();
    this.notes.write(meeting, note);
    const unchanged = meeting.rating?.impression === impression && meeting.rating.note === note;
    if (impression && !unchanged) this.#store(meeting, impression, note);
  }

  async #store(meeting, impression, note) {
    const given = [meeting, impression, note];
    this.#waiting.set(meeting.meeting_id, given);
    try {
      await this.rate(meeting.meeting_id, impression, note);
      this.#forget(given);
      meeting.rating = { impression, note };
      this.notes.forget(meeting);
      this.#tell(meeting, "rated", this.text("rated"));
      this.onRated();
    } catch (problem) {
      if (problem instanceof Refusal) this.#forget(given);
      else if (problem instanceof Busy) setTimeout(() => this.flush(), PAUSE);
      this.#tell(meeting, "refused", sentenceFor(problem, this.text("rating-waits")));
    }
  }

  /** What was given is settled; what was given after it still waits. */
  #forget(given) {
    const [meeting] = given;
    if (this.#waiting.get(meeting.meeting_id) === given) this.#waiting.delete(meeting.meeting_id);
  }

  #tell(meeting, state, sentence) {
    if (meeting.meeting_id !== this.#meeting?.meeting_id) return;
    this.state.dataset.state = state;
    this.state.textContent = sentence;
  }
}
