/**
 * The server's clock, as well as this browser can know it.
 *
 * It runs by `performance.now()`, which nobody can set, and not by the device's clock, which a person or the network
 * may set by an hour in the middle of a talk. In some browsers it stands still while a device sleeps, so what the
 * server says is compared with it whenever it says something.
 */

const PINGS = 10;
const LARGEST_DRIFT = 100;

const sinceOpened = () => performance.now();

/**
 * Ask the server for its time several times; the answer with the least round trip is the most exact.
 * @param {() => Promise<{server_time: number}>} askTime
 * @param {{pings?: number, steady?: () => number}} [options]
 * @returns {Promise<{time: number, at: number, roundTrip: number}>} the server's time, and the steady time it belongs to
 */
export async function measureTime(askTime, { pings = PINGS, steady = sinceOpened } = {}) {
  let best = { time: 0, at: 0, roundTrip: Infinity };
  for (let ping = 0; ping < pings; ping += 1) {
    const started = steady();
    const { server_time: serverTime } = await askTime();
    const at = steady();
    const roundTrip = at - started;
    if (roundTrip < best.roundTrip) best = { time: serverTime + roundTrip / 2, at, roundTrip };
  }
  return best;
}

/**
 * @param {{steady?: () => number, device?: () => number}} [clocks] ms that nobody can set, and ms by the device's clock
 */
export function createServerClock({ steady = sinceOpened, device = () => Date.now() } = {}) {
  let offset = null;
  let difference = device() - steady();
  const now = () => steady() + offset;

  /** From now on the server's time is `time` at the steady time `at`. */
  function set(time, at = steady()) {
    offset = time - at;
    difference = device() - steady();
  }

  return {
    now,
    set,
    /** Take the time of an answer to a question that took `roundTrip`, unless ours lies within what it leaves open. */
    hear(time, roundTrip) {
      const within = offset !== null && now() >= time && now() <= time + roundTrip;
      if (!within) set(time + roundTrip / 2);
    },
    /** A message says that it was `time` when it left: if ours is behind that, it has stood still. */
    hearAtLeast(time) {
      if (offset !== null && now() < time) offset = time - steady();
    },
    /** Whether the device's clock was set, or the device slept, since the time was last taken. */
    jumped: () => Math.abs(device() - steady() - difference) > LARGEST_DRIFT,
  };
}
