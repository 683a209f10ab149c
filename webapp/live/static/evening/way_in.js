/** Notices that no live connection gets through, and whether the rest of the network does. */

export const SAY_AFTER = 10_000;

/**
 * @param {{probe: () => Promise<boolean>, say: (verdict: null|"blocked"|"unreachable") => void,
 *   later?: typeof setTimeout, never?: typeof clearTimeout}} given `probe` asks the server by an ordinary request;
 *   `say` is told what to say of the way to it: nothing, that only live connections are blocked, or that nothing passes
 */
export function createWayIn({ probe, say, later = setTimeout, never = clearTimeout }) {
  let timer = null;

  async function look() {
    const mine = timer;
    const passes = await probe().catch(() => false);
    if (timer !== mine) return;
    say(passes ? "blocked" : "unreachable");
    timer = later(look, SAY_AFTER);
  }

  return {
    /** Begin to wait, if nobody waits already. */
    lost() {
      timer ??= later(look, SAY_AFTER);
    },
    /** It came through, or nobody wants to get in any more. */
    done() {
      if (timer === null) return;
      never(timer);
      timer = null;
      say(null);
    },
  };
}

/** Whether an ordinary request reaches the server. */
export async function serverAnswers(address) {
  const answer = await fetch(address, { method: "HEAD", cache: "no-store" });
  return answer.ok;
}
