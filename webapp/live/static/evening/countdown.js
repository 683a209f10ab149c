/** Time in words and shapes: the ring of the lobby, the bar of the room. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const twoDigits = (number) => String(number).padStart(2, "0");

/**
 * "3:20" within an hour, "2:05 h" within a day, else days.
 * @param {number} ms
 * @param {import("./page.js").Text} text
 */
export function formatCountdown(ms, text) {
  const whole = Math.max(0, Math.ceil(ms / SECOND)) * SECOND;
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)}:${twoDigits((whole % MINUTE) / SECOND)}`;
  if (whole < DAY) {
    return text("hours", { hours: Math.floor(whole / HOUR), minutes: twoDigits(Math.floor((whole % HOUR) / MINUTE)) });
  }
  return text("days", { days: Math.floor(whole / DAY) });
}

/** The countdown ring: `show(ms, total)` draws what is left of the whole. */
export function createRing(ring, number, text) {
  const time = ring.querySelector(".ring-time");
  const chair = ring.querySelector(".ring-chair");
  return {
    show(ms, total) {
      const share = total > 0 ? Math.min(1, Math.max(0, ms / total)) : 0;
      time.setAttribute("stroke-dashoffset", String(100 * (1 - share)));
      chair.setAttribute("transform", `rotate(${360 * share} 60 60)`);
      const shown = formatCountdown(ms, text);
      if (number.textContent === shown) return;
      number.textContent = shown;
      number.toggleAttribute("data-long", shown.length > 5);
    },
  };
}
