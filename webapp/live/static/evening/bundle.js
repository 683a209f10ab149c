/** Things that come in one moment travel together: a browser finds most of its ways to another one at once. */

// Nobody notices it, and all that the device itself knows is there by then.
const GATHER_FOR = 40;
const MOST = 32;

/**
 * @template Thing
 * @param {(things: Thing[]) => void} send
 * @param {typeof setTimeout} [later]
 */
export function createBundle(send, later = setTimeout) {
  /** @type {Thing[]} */
  let waiting = [];

  function close() {
    const things = waiting;
    waiting = [];
    if (things.length) send(things);
  }

  return {
    /** @param {Thing} thing */
    add(thing) {
      waiting.push(thing);
      if (waiting.length === 1) later(close, GATHER_FOR);
      if (waiting.length === MOST) close();
    },
    /** No more will come soon: send what waits. */
    close,
  };
}
