/** The own evening as a list, and as a strip below the room. */

import { element } from "./elements.js";
import { titleOf } from "./partner.js";
import { beginsAt, isOver, isRunning } from "./phases.js";

/** The state of a date in one word of the protocol of this page: now, next, over or ahead. */
function stateOf(date, { phase, next }) {
  if (isRunning(phase, date)) return "now";
  if (date === next) return "next";
  return isOver(phase, date) ? "over" : "ahead";
}

function entry(date, snapshot, situation, { text, clockTime }) {
  const state = stateOf(date, situation);
  const item = element(
    "li",
    { "data-state": state },
    element("span", { class: "agenda-time number" }, clockTime.format(beginsAt(snapshot.phases, date))),
    element("span", { class: "agenda-partner" }, titleOf(date)),
    element("span", { class: "agenda-where muted" }, `${text("agenda-round", date)} · ${text("table", date)}`),
    state === "ahead" ? null : element("span", { class: "word agenda-state" }, text(state)),
  );
  if (state === "now") item.setAttribute("aria-current", "step");
  return item;
}

/** Fill a list with every date of the evening. */
export function renderAgenda(list, snapshot, situation, wording) {
  list.replaceChildren(...snapshot.agenda.map((date) => entry(date, snapshot, situation, wording)));
  list.querySelector("[aria-current]")?.scrollIntoView?.({ block: "nearest", inline: "center" });
}

/** Fill a list with whom the person has met; each can be rated once more. */
export function renderMet(list, agenda, { text, onRate }) {
  list.replaceChildren(
    ...agenda.map((date) => {
      const word = date.rating ? text(date.rating.impression) : text("unrated");
      const rate = element("button", { class: "btn btn-quiet", type: "button" }, text("rate-this"));
      rate.setAttribute("aria-label", text("rate-question", { name: titleOf(date) }));
      rate.addEventListener("click", () => onRate(date));
      return element(
        "li",
        {},
        element("span", { class: "agenda-partner" }, titleOf(date)),
        element("span", { class: date.rating ? "word word-good" : "word" }, word),
        rate,
      );
    }),
  );
}
