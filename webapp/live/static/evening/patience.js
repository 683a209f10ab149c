/** When to ask a server again that has said "not right now": soon at first, then less often, and not all at once. */

/** Until what a page keeps for the server is told once more. */
export const PAUSE = 3000;

export const LONGEST_PAUSE = 16_000;
const FIRST_PAUSE = 1000;

/** What passes by itself: others hold the database, or too many came from one place. */
const PASSING = ["Busy", "TooOften"];

/** Whether the same may be asked again in a moment. */
export function passes(refusal) {
  return PASSING.includes(refusal?.name);
}

/**
 * Milliseconds to wait before asking again.
 * @param {number} asked how often it was asked already, 1 at first
 * @param {number} chance at least 0, below 1; spreads those who were refused together
 */
export function pauseAfter(asked, chance = Math.random()) {
  const longest = Math.min(FIRST_PAUSE * 2 ** (asked - 1), LONGEST_PAUSE);
  return longest * (1 + chance) / 2;
}
