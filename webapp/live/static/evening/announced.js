/** What the desk has announced: the latest stands above everything until it is read or taken back. */

import { find } from "./page.js";

const READ = "announcements-read";

/**
 * @param {{announce: (sentence: string) => void, clockTime: Intl.DateTimeFormat, memory: Storage}} given
 *   `memory` keeps what was read over a reload
 */
export function createAnnounced({ announce, clockTime, memory }) {
  const line = find(document, "#announced");
  let latest = null;

  function paint() {
    line.hidden = latest === null || Number(memory.getItem(READ)) >= latest.id;
    if (!line.hidden) {
      find(line, "#announced-at").textContent = clockTime.format(latest.said_at);
      find(line, "#announced-words").textContent = latest.words;
    }
    makeRoom();
  }

  /** The stage of a phone begins below it, so that it hides nobody's name. */
  function makeRoom() {
    document.documentElement.style.setProperty("--announced", `${line.offsetHeight}px`);
  }

  window.addEventListener("resize", makeRoom);

  find(line, "#announced-read").addEventListener("click", () => {
    memory.setItem(READ, String(latest.id));
    paint();
  });
  return {
    /** @param {{id: number, words: string, said_at: number}[]} announcements the latest first */
    show(announcements) {
      const before = latest?.id ?? 0;
      latest = announcements[0] ?? null;
      paint();
      if (latest && latest.id > before && !line.hidden) announce(latest.words);
    },
  };
}
