/** Text beside the video: a list and a line to write; what arrives while it is closed shows as a bubble. */

import { sentenceFor } from "./connection.js";
import { element } from "./elements.js";
import { titleOf } from "./partner.js";

const BUBBLE_STAYS = 9000;

/** Add a line to a date, once; it may come as an answer, as a message, and with a snapshot. */
export function keepLine(date, line) {
  if (date.lines.some(({ id }) => id === line.id)) return false;
  date.lines.push(line);
  return true;
}

/**
 * @param {HTMLElement} room
 * @param {{text: Function, sheets: object, announce: (sentence: string) => void,
 *   say: (dateId: number, line: string) => Promise<{line: object}>}} given
 */
export function createLiveText(room, { text, sheets, announce, say }) {
  const find = (selector) => room.querySelector(selector);
  const [list, form, input, problem] = ["#lines", "#write", "#line", "#line-problem"].map(find);
  const [bubble, unread] = ["#bubble", "#unread"].map(find);
  let date = null;
  let unreadCount = 0;
  let bubbleTimer = 0;

  function paintUnread(count) {
    unreadCount = count;
    unread.hidden = count === 0;
    unread.textContent = text("unread", { count });
    if (count === 0) bubble.hidden = true;
  }

  function paint() {
    const items = date.lines.map((line) =>
      element("li", { "data-mine": String(line.mine) },
        element("span", { class: "visually-hidden" }, `${line.mine ? text("mine") : titleOf(date)}: `), line.text));
    list.replaceChildren(...(items.length ? items : [element("li", { class: "no-lines muted" }, text("no-lines"))]));
    list.scrollTop = list.scrollHeight;
  }

  function showBubble(line) {
    bubble.textContent = line.text;
    bubble.hidden = false;
    clearTimeout(bubbleTimer);
    bubbleTimer = setTimeout(() => { bubble.hidden = true; }, BUBBLE_STAYS);
  }

  function notice(line) {
    if (line.mine || sheets.isVisible("text-panel")) return;
    paintUnread(unreadCount + 1);
    showBubble(line);
    announce(`${titleOf(date)}: ${line.text}`);
  }

  function complain(sentence) {
    problem.hidden = !sentence;
    problem.textContent = sentence;
    input.setAttribute("aria-invalid", String(Boolean(sentence)));
  }

  async function send() {
    const words = input.value.trim();
    const to = date;
    if (!words || !to) return;
    try {
      const { line } = await say(to.date_id, words);
      if (input.value.trim() === words) input.value = "";
      complain("");
      add(to, line);
    } catch (problem) {
      complain(sentenceFor(problem, text("not-sent")));
    }
  }

  function add(to, line) {
    if (!keepLine(to, line) || to !== date) return;
    paint();
    notice(line);
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  bubble.addEventListener("click", () => sheets.open("text-panel"));

  return {
    /** Show the lines of a date; a new partner begins with an empty field. */
    show(next) {
      if (next?.date_id !== date?.date_id) {
        input.value = "";
        complain("");
        paintUnread(0);
      }
      date = next;
      if (date) paint();
    },
    add,
    read: () => paintUnread(0),
  };
}
