/** Tells the server, for the desk, how the running talk reaches us: whenever that changes, and never more often than needed. */

import { passOver } from "./connection.js";

const LOOK_EVERY = 3000;

/**
 * @param {{tell: (payload: object) => Promise<object>, online: () => boolean,
 *   measure: (meetingId: number) => Promise<"direct"|"relay"|"none">, picture: () => "none"|"fresh"|"stalled"}} given
 */
export function createWayTold({ tell, online, measure, picture }) {
  let lookedAt = 0;
  let told = "";

  return {
    /** After a reconnection the server knows nothing. */
    forget: () => (told = ""),
    /** @param {{meeting_id: number, partner_state: {camera: boolean}}|null} running */
    async look(running) {
      const now = performance.now();
      if (!running || now - lookedAt < LOOK_EVERY || !online() || document.hidden) return;
      lookedAt = now;
      const { meeting_id: meetingId, partner_state: partner } = running;
      // Of a camera that is off no picture can be missed.
      const shown = partner.camera ? picture() : "none";
      const found = { meeting_id: meetingId, way: await measure(meetingId), picture: shown };
      if (JSON.stringify(found) === told) return;
      told = JSON.stringify(found);
      await tell(found).catch((problem) => {
        told = "";
        passOver(problem);
      });
    },
  };
}
