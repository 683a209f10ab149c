/** The own evening as a list: ahead, as a strip below the room, and at the end. */

import { element } from "./page.js";
import { titleOf } from "./partner.js";
import { beginsAt, isOver, isRunning } from "./phases.js";

/** The state of a meeting in one word of the protocol of this page: off, now, next, over or ahead. */
function stateOf(meeting, { phase, running, next }) {
  if (meeting.called_off) return "off";
  if (isRunning(phase, meeting) || meeting === running) return "now";
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

/** @param {HTMLElement} view @param {{text: import("./page.js").Text, rating: object, ratingCard: HTMLElement}} given */
export function createEnded(view, { text, rating, ratingCard }) {
  function countSentence(count) {
    if (count === 0) return text("ended-none");
    return count === 1 ? text("ended-one") : text("ended-many", { count });
  }

  return {
    paint({ agenda }) {
      view.querySelector(".ended-rating").append(ratingCard);
      view.querySelector("#ended-sentence").textContent = countSentence(agenda.filter(({ met }) => met).length);
      renderMet(view.querySelector("[data-met]"), agenda, {
        text,
        onRate(meeting) {
          rating.ask(meeting);
          ratingCard.querySelector("h2").focus();
          ratingCard.scrollIntoView({ block: "nearest" });
        },
      });
    },
  };
}
