/** The server's clock, as well as this browser can know it. */

const PINGS = 10;

/**
 * Ask the server for its time several times; the answer with the least round trip is the most exact.
 * @param {() => Promise<{server_time: number}>} askTime
 * @param {{pings?: number, localNow?: () => number}} [options]
 * @returns {Promise<{offset: number, roundTrip: number}>} offset: server time minus local time, ms
 */
export async function measureOffset(askTime, { pings = PINGS, localNow = Date.now } = {}) {
  let best = { offset: 0, roundTrip: Infinity };
  for (let ping = 0; ping < pings; ping += 1) {
    const started = performance.now();
    const { server_time: serverTime } = await askTime();
    const roundTrip = performance.now() - started;
    if (roundTrip < best.roundTrip) best = { offset: serverTime + roundTrip / 2 - localNow(), roundTrip };
  }
  return best;
}

/** A clock that runs with the server's; `jumped()` tells whether the local one was set or the device slept. */
export function createServerClock() {
  let offset = 0;
  let difference = Date.now() - performance.now();
  return {
    now: () => Date.now() + offset,
    set(next) {
      offset = next;
      difference = Date.now() - performance.now();
    },
    jumped: () => Math.abs(Date.now() - performance.now() - difference) > 100,
  };
}
