/** Text beside the video: a list and a line to write; what arrives while it is closed shows as a bubble. */

import { createBubble } from "./bubble.js";
import { sentenceFor } from "./connection.js";
import { element } from "./elements.js";
import { titleOf } from "./partner.js";

/** Add a line to a date, once; it may come as an answer, as a message, and with a snapshot. */
export function keepLine(date, line) {
  if (date.lines.some(({ id }) => id === line.id)) return false;
  date.lines.push(line);
  return true;
}

export class LiveText {
  #date = null;

  /**
   * @param {HTMLElement} room
   * @param {{text: Function, sheets: object, announce: (sentence: string) => void,
   *   say: (dateId: number, line: string) => Promise<{line: object}>}} given
   */
  constructor(room, { text, sheets, announce, say }) {
    Object.assign(this, { text, sheets, announce, say });
    [this.list, this.form, this.input, this.problem] = ["#lines", "#write", "#line", "#line-problem"].map((id) =>
      room.querySelector(id));
    this.bubble = createBubble(room, text, () => sheets.open("text-panel"));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
  }

  /** Show the lines of a date; a new partner begins with an empty field. */
  show(next) {
    if (next?.date_id !== this.#date?.date_id) {
      this.input.value = "";
      this.#complain("");
      this.bubble.clear();
    }
    this.#date = next;
    if (next) this.#paint();
  }

  /** A line was said, by whichever side. */
  add(date, line) {
    if (!keepLine(date, line) || date.date_id !== this.#date?.date_id) return;
    this.#paint();
    if (line.mine || this.sheets.isVisible("text-panel")) return;
    this.bubble.show(line.text);
    this.announce(`${titleOf(date)}: ${line.text}`);
  }

  /** Everything has been read. */
  read() {
    this.bubble.clear();
  }

  async #send() {
    const words = this.input.value.trim();
    const to = this.#date;
    if (!words || !to) return;
    try {
      const { line } = await this.say(to.date_id, words);
      if (this.input.value.trim() === words) this.input.value = "";
      this.#complain("");
      this.add(to, line);
    } catch (problem) {
      this.#complain(sentenceFor(problem, this.text("not-sent")));
    }
  }

  #complain(sentence) {
    this.problem.hidden = !sentence;
    this.problem.textContent = sentence;
    this.input.setAttribute("aria-invalid", String(Boolean(sentence)));
  }

  #paint() {
    const { lines } = this.#date;
    const nothing = element("li", { class: "no-lines muted" }, this.text("no-lines"));
    this.list.replaceChildren(...(lines.length ? lines.map((line) => this.#item(line)) : [nothing]));
    this.list.scrollTop = this.list.scrollHeight;
  }

  #item(line) {
    const speaker = line.mine ? this.text("mine") : titleOf(this.#date);
    return element("li", { "data-mine": String(line.mine) },
      element("span", { class: "visually-hidden" }, `${speaker}: `), line.text);
  }
}
