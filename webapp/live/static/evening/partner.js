/** The other side of a meeting: how they are named, what is known of them, and when one learns it. */

import { element } from "./page.js";

export const titleOf = ({ partner }) => partner.company || partner.name;

export const initialOf = (meeting) => [...titleOf(meeting)][0]?.toLocaleUpperCase() ?? "";

/** The person of the firm, and what else belongs beside the title. */
export function subtitleOf({ partner }) {
  return [partner.company ? partner.name : "", partner.subtitle].filter(Boolean).join(" · ");
}

const PARTS = [["facts", "facts"], ["in-common", "in_common"], ["questions", "questions"]];

/**
 * @param {HTMLElement} place is emptied and filled
 * @param {object} meeting of the agenda
 * @param {import("./page.js").Text} text
 */
export function renderPrepCard(place, meeting, text) {
  place.replaceChildren(
    element("p", { class: "prep-title" }, titleOf(meeting)),
    element("p", { class: "muted prep-subtitle" }, subtitleOf(meeting)),
    ...PARTS.filter(([, key]) => meeting.partner[key].length).flatMap(([name, key]) => [
      element("h3", {}, text(name)),
      element("ul", { class: `prep-list prep-${name}` }, ...meeting.partner[key].map((item) => element("li", {}, item))),
    ]),
  );
}

const LONGEST_SPREAD = 60_000;
const AGAIN_AFTER = 3000;

/** How long to wait before asking: anywhere in the first quarter of the time there is. */
export function waitBeforeAsking(left, random = Math.random) {
  return random() * Math.min(LONGEST_SPREAD, Math.max(0, left) / 4);
}

/**
 * @param {{ask: (meetingId: number) => Promise<{partner: object}|undefined>,
 *   onLearned: (meetingId: number, partner: object) => void}} given `ask` brings nothing if it failed
 */
export function createIntroductions({ ask, onLearned }) {
  const timers = new Map();
  let open = new Set();

  function later(meetingId, wait) {
    clearTimeout(timers.get(meetingId));
    timers.set(meetingId, setTimeout(() => learn(meetingId), wait));
  }

  async function learn(meetingId) {
    timers.delete(meetingId);
    if (!open.has(meetingId)) return;
    const answer = await ask(meetingId);
    if (answer) onLearned(meetingId, answer.partner);
    else later(meetingId, AGAIN_AFTER);
  }

  return {
    /**
     * @param {object[]} meetings whose other side may be known by now
     * @param {(meeting: object) => number} leftUntil how long until a meeting begins
     */
    meet(meetings, leftUntil) {
      const unknown = meetings.filter(({ partner }) => !partner.known);
      open = new Set(unknown.map((meeting) => meeting.meeting_id));
      for (const meeting of unknown) {
        const left = leftUntil(meeting);
        if (left <= 0 || !timers.has(meeting.meeting_id)) later(meeting.meeting_id, waitBeforeAsking(left));
      }
    },
  };
}
