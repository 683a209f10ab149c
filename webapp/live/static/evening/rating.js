/** After a meeting: three big answers and one line, and the own notes that are stored with them. */

import { Busy, Refusal, sentenceFor } from "./connection.js";
import { find } from "./page.js";
import { titleOf } from "./partner.js";
import { PAUSE } from "./patience.js";

export class Rating {
  #meeting = null;
  #waiting = new Map();

  /**
   * @param {HTMLElement} card
   * @param {{text: import("./page.js").Text, notes: object, onRated: () => void,
   *   rate: (meetingId: number, impression: string, note: string) => Promise<void>}} given
   */
  constructor(card, { text, notes, onRated, rate }) {
    this.card = card;
    this.text = text;
    this.notes = notes;
    this.onRated = onRated;
    this.rate = rate;
    this.form = /** @type {HTMLFormElement} */ (find(card, "form"));
    this.fields = /** @type {Record<string, HTMLInputElement>} */ (/** @type {unknown} */ (this.form.elements));
    this.state = find(card, ".rating-state");
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
    const { impression, note } = this.fields;
    this.card.querySelector("h2").textContent = this.text("rate-question", { name: titleOf(meeting) });
    impression.value = meeting.rating?.impression ?? "";
    note.value = this.notes.of(meeting);
    this.#tell(meeting, meeting.rating ? "rated" : "open", meeting.rating ? this.text("rated") : "");
  }

  #save() {
    const meeting = this.#meeting;
    if (!meeting) return;
    const impression = this.fields.impression.value;
    const note = this.fields.note.value.trim();
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

const keyOf = (meeting) => `note-${meeting.meeting_id}`;

/** @param {HTMLTextAreaElement} field @param {Storage} memory */
export function createNotes(field, memory) {
  let meeting = null;

  function write(of, note) {
    if (note) memory.setItem(keyOf(of), note);
    else memory.removeItem(keyOf(of));
  }

  field.addEventListener("input", () => meeting && write(meeting, field.value));

  return {
    of: (wanted) => memory.getItem(keyOf(wanted)) ?? wanted.rating?.note ?? "",
    write,
    forget: (of) => memory.removeItem(keyOf(of)),
    show(next) {
      if (next?.meeting_id === meeting?.meeting_id) return;
      meeting = next;
      field.value = next ? this.of(next) : "";
    },
  };
}
