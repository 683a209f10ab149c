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

/** @param {(sentence: string) => void} announce @param {import("./page.js").Text} text */
export function createPhaseSpeaker(announce, text) {
  let lastPhase = null;
  let wasPaused = false;
  let warned = null;

  function sentenceFor({ phase, running, next }) {
    if (phase.kind === "ended") return text("say-ended");
    if (running) return text("say-begun", { name: titleOf(running) });
    if (phase.kind !== "changeover") return null;
    return next ? text("say-over", { name: titleOf(next) }) : text("say-over-last");
  }

  return {
    phaseBegan(situation) {
      const { name, paused } = situation.phase;
      const changed = paused !== wasPaused ? text(paused ? "paused" : "goes-on") : null;
      const sentence = lastPhase === null || lastPhase === name ? changed : sentenceFor(situation);
      [lastPhase, wasPaused] = [name, paused];
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
