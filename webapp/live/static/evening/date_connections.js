/** The media connections of this person: one for the running date, one being prepared for the next. */

import { Peer } from "./peer.js";

const ASK_AGAIN_AFTER = 3000;

/**
 * @param {{media: import("./media.js").Media, signal: (payload: object) => Promise<object>,
 *   onChange: () => void}} wiring `signal` sends to the partner of a date; it may reject when offline
 */
export function createDateConnections({ media, signal, onChange }) {
  /** @type {Map<number, {date: object, peer: Peer, state: string, timer: number}>} */
  const entries = new Map();
  let iceServers = [];

  media.addEventListener("change", () => {
    for (const { peer } of entries.values()) peer.setTracks(media.tracks);
  });

  function sender(dateId) {
    return async (kind, data) => {
      // A signal that does not get through is no error: the sides ask again until they hear each other.
      await signal({ date_id: dateId, kind, data }).catch(() => null);
    };
  }

  function open(date) {
    const entry = { date, peer: null, state: "waiting", timer: 0 };
    const onState = (state) => {
      entry.state = state;
      onChange();
    };
    const { offers, date_id: dateId } = date;
    entry.peer = new Peer({ offers, iceServers, tracks: media.tracks, send: sender(dateId), onState });
    entry.timer = setInterval(() => askAgain(entry), ASK_AGAIN_AFTER);
    entries.set(dateId, entry);
    return entry;
  }

  function askAgain({ date, peer }) {
    if (!date.offers && date.partner_state.here && !peer.alive) peer.connect();
  }

  function close(dateId) {
    const entry = entries.get(dateId);
    clearInterval(entry.timer);
    entries.delete(dateId);
    entry.peer.close();
  }

  return {
    /**
     * Have connections for these dates and for no others.
     * @param {object[]} dates of the agenda
     * @param {{late: boolean, iceServers: object[]}} how late: others may be waiting already, so ask at once
     */
    keep(dates, { late, iceServers: servers }) {
      iceServers = servers;
      const wanted = new Set(dates.map((date) => date.date_id));
      for (const dateId of [...entries.keys()]) if (!wanted.has(dateId)) close(dateId);
      for (const date of dates) {
        const known = entries.get(date.date_id);
        if (known) known.date = date;
        else if (date.offers || late) open(date).peer.connect();
        else open(date);
      }
    },
    /** After the server was away: whoever has no connection yet tries once more. */
    retry() {
      for (const { peer } of entries.values()) if (!peer.alive) peer.connect();
    },
    start: (dateId) => entries.get(dateId)?.peer.start(),
    /** A signal of the partner; their clock may be a little ahead of ours. */
    take: (date, kind, data) => (entries.get(date.date_id) ?? open(date)).peer.take(kind, data),
    remote: (dateId) => entries.get(dateId)?.peer.remote ?? null,
    state: (dateId) => entries.get(dateId)?.state ?? "none",
    closeAll: () => [...entries.keys()].forEach(close),
  };
}
