/** A little longer: each side asks for itself, and hears of the other only when both want it. */

import { sentenceFor } from "./connection.js";
import { formatCountdown } from "./countdown.js";
import { titleOf } from "./partner.js";
import { isInHall, longerUntil } from "./phases.js";

// Before that nobody thinks of the end.
const ASKED_FROM = 120_000;

/**
 * @param {HTMLElement} place
 * @param {{text: import("./page.js").Text, announce: (sentence: string) => void, onAnswer: () => void,
 *   ask: (meetingId: number, wanted: boolean) => Promise<{agreed: boolean}>}} given
 */
export function createLonger(place, { text, announce, onAnswer, ask }) {
  const button = place.querySelector("button");
  const words = place.querySelector("p");
  let meeting = null;
  let problem = "";

  async function press() {
    const asked = meeting;
    const wanted = !asked.longer.asked;
    button.disabled = true;
    try {
      const { agreed } = await ask(asked.meeting_id, wanted);
      asked.longer = { asked: wanted, agreed };
      problem = "";
    } catch (failure) {
      problem = sentenceFor(failure, text("longer-not-sent"));
    } finally {
      button.disabled = false;
    }
    onAnswer();
  }

  function sentence(snapshot) {
    if (problem) return problem;
    const { asked, agreed } = meeting.longer;
    const given = longerUntil(snapshot, meeting) - snapshot.phases.find(({ round }) => round === meeting.round + 1).begins_at;
    const about = { name: titleOf(meeting), time: formatCountdown(given, text) };
    if (agreed) return text("longer-agreed", about);
    return asked ? text("longer-asked", about) : "";
  }

  button.addEventListener("click", press);
  return {
    /** Both want it, or one no longer does. */
    hear(about, agreed) {
      about.longer.agreed = agreed;
      if (agreed) announce(text("say-agreed", { name: titleOf(about) }));
    },
    tick(snapshot, { running, longer }, left) {
      if (running !== meeting) problem = "";
      meeting = running;
      const worthIt = running && !isInHall(snapshot, running) && longerUntil(snapshot, running) !== null;
      place.hidden = !worthIt || (!longer && (left > ASKED_FROM || !running.partner_state.here));
      if (place.hidden) return;
      const label = text(longer ? "longer-end" : running.longer.asked ? "longer-undo" : "longer-ask");
      if (button.textContent !== label) button.textContent = label;
      const said = longer ? problem : sentence(snapshot);
      if (words.textContent !== said) words.textContent = said;
    },
  };
}
