/** The own evening as a list, and as a strip below the room. */

import { element } from "./elements.js";
import { titleOf } from "./partner.js";
import { beginsAt, isOver, isRunning } from "./phases.js";

/** The state of a meeting in one word of the protocol of this page: off, now, next, over or ahead. */
function stateOf(meeting, { phase, next }) {
  if (meeting.called_off) return "off";
  if (isRunning(phase, meeting)) return "now";
  if (meeting === next) return "next";
  return isOver(phase, meeting) ? "over" : "ahead";
}

function entry(meeting, snapshot, situation, { text, clockTime }) {
  const state = stateOf(meeting, situation);
  const item = element(
    "li",
    { "data-state": state },
    element("span", { class: "agenda-time number" }, clockTime.format(beginsAt(snapshot.phases, meeting))),
    element("span", { class: "agenda-partner" }, titleOf(meeting)),
    element("span", { class: "agenda-where muted" }, `${text("agenda-round", meeting)} · ${text("table", meeting)}`),
    state === "ahead" ? null : element("span", { class: "word agenda-state" }, text(state)),
  );
  if (state === "now") item.setAttribute("aria-current", "step");
  return item;
}

/** A meeting that does not take place, and why. */
function cancelledEntry(meeting, snapshot, { text, clockTime }) {
  return element(
    "li",
    { "data-state": "cancelled" },
    element("span", { class: "agenda-time number" }, clockTime.format(beginsAt(snapshot.phases, meeting))),
    element("span", { class: "agenda-partner" }, meeting.title),
    element("span", { class: "agenda-where muted" }, `${text("agenda-round", meeting)} · ${meeting.why}`),
    element("span", { class: "word agenda-state" }, text("cancelled")),
  );
}

/** Fill a list with every meeting of the evening, those that do not take place among them. */
export function renderAgenda(list, snapshot, situation, wording) {
  const entries = [
    ...snapshot.agenda.map((meeting) => [meeting.round, entry(meeting, snapshot, situation, wording)]),
    ...snapshot.cancelled.map((meeting) => [meeting.round, cancelledEntry(meeting, snapshot, wording)]),
  ];
  list.replaceChildren(...entries.sort(([a], [b]) => a - b).map(([, item]) => item));
  list.querySelector("[aria-current]")?.scrollIntoView?.({ block: "nearest", inline: "center" });
}

/** Fill a list with whom the person has met; each can be rated once more. Who was missed is named as that. */
export function renderMet(list, agenda, { text, onRate }) {
  list.replaceChildren(...agenda.map((meeting) => (meeting.met ? metEntry(meeting, text, onRate) : missedEntry(meeting, text))));
}

function metEntry(meeting, text, onRate) {
  const word = meeting.rating ? text(meeting.rating.impression) : text("unrated");
  const rate = element("button", { class: "btn btn-quiet", type: "button" }, text("rate-this"));
  rate.setAttribute("aria-label", text("rate-question", { name: titleOf(meeting) }));
  rate.addEventListener("click", () => onRate(meeting));
  return element(
    "li",
    {},
    element("span", { class: "agenda-partner" }, titleOf(meeting)),
    element("span", { class: meeting.rating ? "word word-good" : "word" }, word),
    rate,
  );
}

function missedEntry(meeting, text) {
  return element(
    "li",
    {},
    element("span", { class: "agenda-partner" }, titleOf(meeting)),
    element("span", { class: "word" }, text(meeting.called_off ? "off" : "not-met")),
  );
}
