/** The room: the partner's picture with the time over it, and what is known of them. */

import { renderAgenda } from "./agenda.js";
import { formatCountdown } from "./countdown.js";
import { initialOf, renderPrepCard, subtitleOf, titleOf } from "./partner.js";
import { createPartnerPicture } from "./partner_picture.js";
import { isInHall, remaining } from "./phases.js";

// A connection is normally there at once; after this long the person should know that something is odd.
export const SLOW_AFTER = 12_000;

/**
 * @param {{partner: {here: boolean, microphone: boolean, camera: boolean}, connection: string,
 *   picture: "none"|"fresh"|"stalled", sinceStart: number, isMissing: boolean, inHall?: boolean}} seen
 * @returns {"in-hall"|"picture"|"absent"|"missing"|"connecting"|"camera-off"|"text-only"|"lost"|"stalled"|"slow"}
 */
export function stageState({ partner, connection, picture, sinceStart, isMissing, inHall = false }) {
  if (inHall) return "in-hall";
  const connected = connection === "connected";
  if (connected && picture === "fresh" && partner.camera) return "picture";
  if (!partner.here && !connected) return isMissing ? "missing" : "absent";
  if (!partner.camera) return partner.microphone ? "camera-off" : "text-only";
  if (connection === "lost") return "lost";
  if (connected && picture === "stalled") return "stalled";
  return sinceStart > SLOW_AFTER ? "slow" : "connecting";
}

const MINUTE = 60_000;
const CLOSING = 15_000;

/** How near the end is: the last minute is seen, and in the last seconds one says goodbye. @returns {"plenty"|"minute"|"closing"} */
export function partOfTheEnd(left) {
  if (left <= CLOSING) return "closing";
  return left <= MINUTE ? "minute" : "plenty";
}

/** Tells whether the other side of the running meeting has been away for longer than one waits; then it chimes, once. */
export function createPatience(chime) {
  let meetingId = null;
  let awaySince = 0;
  let isMissing = false;

  return ({ meeting_id: id, partner_state: partner }, now, noShowAfter) => {
    if (partner.here || id !== meetingId) [meetingId, awaySince, isMissing] = [id, now, false];
    const was = isMissing;
    isMissing = !partner.here && now - awaySince >= noShowAfter;
    if (isMissing && !was) chime();
    return isMissing;
  };
}

/**
 * @param {HTMLElement} view
 * @param {{text: import("./page.js").Text, clockTime: Intl.DateTimeFormat, connections: object, onPicture: () => void,
 *   chime: () => void}} given
 */
export function createRoom(view, { text, clockTime, connections, onPicture, chime }) {
  const find = (selector) => view.querySelector(selector);
  const stage = find("#stage");
  const hasGivenUp = createPatience(chime);
  let noShowAfter = 0;
  let areInHall = (/** @type {any} */ _meeting) => false;
  const picture = createPartnerPicture(find("#partner-picture"), find("#play"), onPicture);

  function paintPartner(meeting) {
    find("#room-heading").textContent = titleOf(meeting);
    find("#room-subtitle").textContent = subtitleOf(meeting);
    find("#partner-initial").textContent = initialOf(meeting);
    find("#card-panel-heading").textContent = titleOf(meeting);
    renderPrepCard(find("[data-prep-card]"), meeting, text);
  }

  function paintStage(meeting, now, sinceStart) {
    const { meeting_id: meetingId, partner_state: partner } = meeting;
    const isMissing = hasGivenUp(meeting, now, noShowAfter);
    const connection = connections.state(meetingId);
    const state = stageState({ partner, connection, picture: picture.freshness, sinceStart, isMissing, inHall: areInHall(meeting) });
    const name = titleOf(meeting);
    if (stage.dataset.shows !== state) stage.dataset.shows = state;
    const sentence = state === "picture" ? "" : text(`stage-${state}`, { name, table: meeting.table });
    if (find("#stage-sentence").textContent !== sentence) find("#stage-sentence").textContent = sentence;
    find("#partner-muted").hidden = partner.microphone || state !== "picture";
    find("#partner-muted span").textContent = text("partner-muted", { name });
  }

  return {
    tryToPlay: () => picture.tryAgain(),
    picture: () => picture.freshness,
    /** Show the running meeting, or let go of the last one. */
    paint(snapshot, situation) {
      const { running } = situation;
      picture.show(running ? connections.remote(running.meeting_id) : null);
      noShowAfter = snapshot.no_show_seconds * 1000;
      areInHall = (meeting) => isInHall(snapshot, meeting);
      if (!running) return;
      paintPartner(running);
      renderAgenda(find("[data-strip]"), snapshot, situation, { text, clockTime });
    },
    /** Return how much time is left. */
    tick({ phase, running, until }, now, knownAt) {
      if (!running) return 0;
      const left = remaining({ ...phase, ends_at: until }, now, knownAt);
      find("#room-time").textContent = formatCountdown(left, text);
      picture.offer();
      find("#room-paused").hidden = !phase.paused;
      find("#time-bar").value = left / (until - phase.begins_at);
      stage.dataset.left = partOfTheEnd(left);
      find("#closing").hidden = stage.dataset.left !== "closing" || phase.paused;
      paintStage(running, now, now - phase.begins_at);
      return left;
    },
  };
}
