/** Rings at an instant of the server's clock, by itself: nobody waits for a message to change rooms. */

// A background tab may fire late and a clock may be corrected: look again at least this often.
const LONGEST_WAIT = 20_000;

/**
 * @param {() => number} serverNow
 * @param {() => void} ring called at the instant, or as soon as the browser wakes up after it
 * @returns {{set: (instant: number|null) => void, check: () => void}}
 */
export function createHandover(serverNow, ring) {
  let due = null;
  let timer = 0;

  function arm() {
    clearTimeout(timer);
    if (due !== null) timer = setTimeout(check, Math.min(Math.max(due - serverNow(), 0), LONGEST_WAIT));
  }

  function check() {
    if (due === null || serverNow() < due) {
      arm();
      return;
    }
    due = null;
    ring();
  }

  document.addEventListener("visibilitychange", check);
  for (const name of ["pageshow", "focus"]) window.addEventListener(name, check);
  return {
    set(instant) {
      due = instant;
      arm();
    },
    check,
  };
}
