/** Text beside the video: a list and a line to write; what arrives while it is closed shows as a line. */

import { sentenceFor } from "./connection.js";
import { element, find } from "./page.js";
import { titleOf } from "./partner.js";

/** Add a line to a meeting, once; it may come as an answer, as a message, and with a snapshot. */
export function keepLine(meeting, line) {
  if (meeting.lines.some(({ id }) => id === line.id)) return false;
  meeting.lines.push(line);
  return true;
}

export class LiveText {
  #meeting = null;
  #unanswered = null;

  /**
   * @param {HTMLElement} room
   * @param {{text: import("./page.js").Text, sheets: object, announce: (sentence: string) => void,
   *   say: (meetingId: number, line: string, key: string) => Promise<{line: object}>}} given
   */
  constructor(room, { text, sheets, announce, say }) {
    this.text = text;
    this.sheets = sheets;
    this.announce = announce;
    this.say = say;
    this.list = find(room, "#lines");
    this.form = find(room, "#write");
    this.input = /** @type {HTMLInputElement} */ (find(room, "#line"));
    this.problem = find(room, "#line-problem");
    this.unreadLine = createUnreadLine(room, text, () => sheets.open("text-panel"));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
  }

  /** Show the lines of a meeting; a new partner begins with an empty field. */
  show(next) {
    if (next?.meeting_id !== this.#meeting?.meeting_id) {
      this.input.value = "";
      this.#complain("");
      this.unreadLine.clear();
    }
    this.#meeting = next;
    if (next) this.#paint();
  }

  /** A line was said, by whichever side. */
  add(meeting, line) {
    if (!keepLine(meeting, line) || meeting.meeting_id !== this.#meeting?.meeting_id) return;
    this.#paint();
    if (line.mine || this.sheets.isVisible("text-panel")) return;
    this.unreadLine.show(line.text);
    this.announce(`${titleOf(meeting)}: ${line.text}`);
  }

  /** Everything has been read. */
  read() {
    this.unreadLine.clear();
  }

  async #send() {
    const words = this.input.value.trim();
    const to = this.#meeting;
    if (!words || !to) return;
    const key = this.#keyOf(to, words);
    try {
      const { line } = await this.say(to.meeting_id, words, key);
      this.#unanswered = null;
      if (this.input.value.trim() === words) this.input.value = "";
      this.#complain("");
      this.add(to, line);
    } catch (problem) {
      this.#complain(sentenceFor(problem, this.text("not-sent")));
    }
  }

  /** Words that were sent without an answer, and are sent again, keep their key: the server keeps them once. */
  #keyOf({ meeting_id }, words) {
    const sent = this.#unanswered;
    if (sent?.meeting_id !== meeting_id || sent.words !== words) {
      const key = `${Date.now()}-${Math.floor(Math.random() * 1e9)}`;
      this.#unanswered = { meeting_id, words, key };
    }
    return this.#unanswered.key;
  }

  #complain(sentence) {
    this.problem.hidden = !sentence;
    this.problem.textContent = sentence;
    this.input.setAttribute("aria-invalid", String(Boolean(sentence)));
  }

  #paint() {
    const { lines } = this.#meeting;
    const nothing = element("li", { class: "no-lines muted" }, this.text("no-lines"));
    this.list.replaceChildren(...(lines.length ? lines.map((line) => this.#item(line)) : [nothing]));
    this.list.scrollTop = this.list.scrollHeight;
  }

  #item(line) {
    const speaker = line.mine ? this.text("mine") : titleOf(this.#meeting);
    return element("li", { "data-mine": String(line.mine) },
      element("span", { class: "visually-hidden" }, `${speaker}: `), line.text);
  }
}

const STAYS = 9000;

/**
 * A line that arrives while the text is closed: for some seconds over the picture, then as a count at the button.
 * @param {HTMLElement} room
 * @param {import("./page.js").Text} text
 * @param {() => void} open what a tap on it does
 */
export function createUnreadLine(room, text, open) {
  const line = find(room, "#unread-line");
  const unread = find(room, "#unread");
  let count = 0;
  let timer = 0;

  function paintCount(next) {
    count = next;
    unread.hidden = count === 0;
    unread.textContent = text("unread", { count });
  }

  line.addEventListener("click", open);
  return {
    show(words) {
      paintCount(count + 1);
      line.textContent = words;
      line.hidden = false;
      clearTimeout(timer);
      timer = setTimeout(() => { line.hidden = true; }, STAYS);
    },
    clear() {
      paintCount(0);
      line.hidden = true;
    },
  };
}
