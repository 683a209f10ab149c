/** When something is said aloud: the start, one minute before the end, the end. */

import { titleOf } from "./partner.js";
import { remaining } from "./phases.js";

const MINUTE = 60_000;
// In a short round a warning would come right after the greeting.
const SHORTEST_WARNED = 90_000;

/** @param {(sentence: string) => void} announce @param {Function} text */
export function createAnnouncements(announce, text) {
  let lastPhase = null;
  let warned = null;

  function sentenceFor({ phase, running, next }) {
    if (phase.kind === "ended") return text("say-ended");
    if (running) return text("say-begun", { name: titleOf(running) });
    if (phase.kind !== "changeover") return null;
    return next ? text("say-over", { name: titleOf(next) }) : text("say-over-last");
  }

  return {
    phaseBegan(situation) {
      const { name } = situation.phase;
      const sentence = lastPhase === null || lastPhase === name ? null : sentenceFor(situation);
      lastPhase = name;
      if (sentence) announce(sentence);
    },
    tick({ phase, running }, now, knownAt) {
      const long = phase.ends_at - phase.begins_at > SHORTEST_WARNED;
      if (!running || !long || warned === phase.name || remaining(phase, now, knownAt) > MINUTE) return;
      warned = phase.name;
      announce(text("say-minute"));
    },
  };
}
