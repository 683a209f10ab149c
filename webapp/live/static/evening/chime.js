/** Two quiet notes, for whoever looks elsewhere; where the browser lets a page sound only after a tap, it stays silent. */

const NOTES = [659, 880];
const NOTE_SECONDS = 0.22;
const QUIET = 0.12;

/** @param {number} [loudness] from 0 to 1 @returns {() => void} */
export function createChime(loudness = QUIET) {
  /** @type {AudioContext | null} */
  let context = null;

  function play(frequency, at) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(loudness, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + NOTE_SECONDS);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + NOTE_SECONDS);
  }

  return () => {
    if (!("AudioContext" in window)) return;
    context ??= new AudioContext();
    if (context.state !== "running") context.resume().catch(() => {}); // no tap yet: the words stand on the page anyway
    NOTES.forEach((frequency, index) => play(frequency, context.currentTime + index * NOTE_SECONDS));
  };
}
