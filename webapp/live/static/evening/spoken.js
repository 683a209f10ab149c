/** What a screen reader says by itself: the start, one minute before the end, the end, a pause. */

import { titleOf } from "./partner.js";
import { remaining } from "./phases.js";

/**
 * @param {HTMLElement} region an element with aria-live="polite"
 * @returns {(sentence: string) => void}
 */
export function createAnnouncer(region) {
  return (sentence) => {
    region.textContent = "";
    // The same sentence twice is only read again if the region was empty in between.
    requestAnimationFrame(() => {
      region.textContent = sentence;
    });
  };
}

const MINUTE = 60_000;
// In a short round a warning would come right after the greeting.
const SHORTEST_WARNED = 90_000;

/**
 * @param {(sentence: string) => void} announce
 * @param {import("./page.js").Text} text
 * @param {() => void} chime for what nobody expects: the screen alone may not be looked at
 */
export function createPhaseSpeaker(announce, text, chime) {
  let lastPhase = null;
  let lastMeeting = null;
  let wasPaused = false;
  let warned = null;

  function sentenceFor({ phase, running, next, longer }) {
    if (phase.kind === "ended") return text("say-ended");
    if (longer) return text("say-longer", { name: titleOf(running) });
    if (running) return text("say-begun", { name: titleOf(running) });
    if (phase.kind !== "changeover") return null;
    return next ? text("say-over", { name: titleOf(next) }) : text("say-over-last");
  }

  /** In the middle of a phase: a pause, the end of a longer talk, or another partner instead of one who did not come. */
  function sentenceWithin(situation) {
    const { phase: { kind, paused }, running } = situation;
    if (paused !== wasPaused) return text(paused ? "paused" : "goes-on");
    if (kind === "changeover") return lastMeeting && !running ? sentenceFor(situation) : null;
    if (!running || running.meeting_id === lastMeeting) return null;
    chime();
    return text("say-brought-together", { name: titleOf(running) });
  }

  return {
    phaseBegan(situation) {
      const { phase, running } = situation;
      const isNew = lastPhase !== null && lastPhase !== phase.name;
      const sentence = isNew ? sentenceFor(situation) : lastPhase && sentenceWithin(situation);
      [lastPhase, wasPaused, lastMeeting] = [phase.name, phase.paused, running?.meeting_id ?? null];
      if (sentence) announce(sentence);
    },
    tick({ phase, running, longer }, now, knownAt) {
      if (longer) return;
      const long = phase.ends_at - phase.begins_at > SHORTEST_WARNED;
      if (!running || !long || warned === phase.name || remaining(phase, now, knownAt) > MINUTE) return;
      warned = phase.name;
      announce(text("say-minute"));
    },
  };
}
