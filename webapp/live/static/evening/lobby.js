/** Lobby, changeover, and a round without a talk: what comes next, and when. */

import { renderAgenda } from "./agenda.js";
import { createRing } from "./countdown.js";
import { renderPrepCard, titleOf } from "./partner.js";
import { beginsAt } from "./phases.js";

/** Which sentences stand beside the ring. */
function wording({ phase, next }, agenda) {
  if (next === null) {
    if (agenda.some((meeting) => !meeting.called_off)) return { heading: "all-talked", sentence: "all-talked-sentence" };
    return { heading: "no-talks", sentence: phase.kind === "lobby" ? "no-talks-yet" : "no-talks-sentence" };
  }
  const heading = next === agenda[0] ? "first-talk" : "next-talk";
  if (phase.paused) return { heading, sentence: "paused" };
  const breakNow = phase.kind === "round" || next.round !== phase.round;
  return { heading, sentence: breakNow && phase.kind !== "lobby" ? "round-off" : "starts-by-itself" };
}

/** How long the whole countdown is: the changeover, or what was left when the page first knew of it. */
function createTotal() {
  const longest = new Map();
  return (meeting, { phase }, left) => {
    const known = Math.max(longest.get(meeting.meeting_id) ?? 0, left);
    longest.set(meeting.meeting_id, known);
    const changeover = phase.kind === "changeover" && meeting.round === phase.round;
    return changeover ? phase.ends_at - phase.begins_at : known;
  };
}

/**
 * @param {HTMLElement} view
 * @param {{text: import("./page.js").Text, clockTime: Intl.DateTimeFormat}} given
 */
export function createLobby(view, { text, clockTime }) {
  const find = (selector) => view.querySelector(selector);
  const ring = createRing(find("#ring"), find("#ring-number"), text);
  const totalOf = createTotal();

  function whyCalledOff(meeting) {
    const { title = titleOf(meeting), why } = meeting;
    return text(why ? "called-off-because" : "called-off", { name: title, why });
  }

  return {
    paint(snapshot, situation) {
      const { next, calledOff } = situation;
      const { heading, sentence } = wording(situation, snapshot.agenda);
      view.dataset.kind = situation.phase.kind;
      find("#ring").hidden = next === null;
      find("#next-heading").textContent = text(heading);
      find("#next-partner").textContent = next ? titleOf(next) : "";
      find("#next-sentence").textContent = text(sentence, { round: next?.round, off: situation.phase.round });
      find("#called-off").hidden = calledOff === null;
      find("#called-off").textContent = calledOff ? whyCalledOff(calledOff) : "";
      find("#next-card").hidden = next === null;
      if (next) renderPrepCard(find("[data-prep-card]"), next, text);
      renderAgenda(find("[data-agenda]"), snapshot, situation, { text, clockTime });
    },
    tick(snapshot, situation, now) {
      if (!situation.next) return;
      const left = Math.max(0, beginsAt(snapshot.phases, situation.next) - now);
      ring.show(left, totalOf(situation.next, situation, left));
    },
  };
}
