/** Learns who the next partner is as soon as the server may tell, and not everybody at the same moment. */

const LONGEST_SPREAD = 60_000;
const AGAIN_AFTER = 3000;

/** How long to wait before asking: anywhere in the first quarter of the time there is. */
export function waitBeforeAsking(left, random = Math.random) {
  return random() * Math.min(LONGEST_SPREAD, Math.max(0, left) / 4);
}

/**
 * @param {{ask: (dateId: number) => Promise<{partner: object}|undefined>,
 *   onLearned: (dateId: number, partner: object) => void}} given `ask` brings nothing if it failed
 */
export function createIntroductions({ ask, onLearned }) {
  const timers = new Map();
  let open = new Set();

  function later(dateId, wait) {
    clearTimeout(timers.get(dateId));
    timers.set(dateId, setTimeout(() => learn(dateId), wait));
  }

  async function learn(dateId) {
    timers.delete(dateId);
    if (!open.has(dateId)) return;
    const answer = await ask(dateId);
    if (answer) onLearned(dateId, answer.partner);
    else later(dateId, AGAIN_AFTER);
  }

  return {
    /**
     * @param {object[]} dates whose other side may be known by now
     * @param {(date: object) => number} leftUntil how long until a date begins
     */
    meet(dates, leftUntil) {
      const unknown = dates.filter(({ partner }) => !partner.known);
      open = new Set(unknown.map((date) => date.date_id));
      for (const date of unknown) {
        const left = leftUntil(date);
        if (left <= 0 || !timers.has(date.date_id)) later(date.date_id, waitBeforeAsking(left));
      }
    },
  };
}
