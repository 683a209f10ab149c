/** The media connections of this person: one for the running date, one being prepared for the next. */

import { passOver } from "./connection.js";
import { Peer } from "./peer.js";

const ASK_AGAIN_AFTER = 3000;

export class DateConnections {
  /** @type {Map<number, {date: object, peer: Peer, state: string, timer: number}>} */
  #entries = new Map();
  #iceServers = [];

  /**
   * @param {{media: import("./media.js").Media, signal: (payload: object) => Promise<object>,
   *   onChange: () => void}} wiring `signal` sends to the partner of a date; it may reject when offline
   */
  constructor({ media, signal, onChange }) {
    Object.assign(this, { media, signal, onChange });
    media.addEventListener("change", () => {
      for (const { peer } of this.#entries.values()) peer.setTracks(media.tracks);
    });
  }

  /**
   * Have connections for these dates and for no others.
   * @param {object[]} dates of the agenda
   * @param {{late: boolean, iceServers: object[]}} how late: others may be waiting already, so ask at once
   */
  keep(dates, { late, iceServers }) {
    this.#iceServers = iceServers;
    const wanted = new Set(dates.map((date) => date.date_id));
    for (const dateId of [...this.#entries.keys()]) if (!wanted.has(dateId)) this.#close(dateId);
    for (const date of dates) {
      const known = this.#entries.get(date.date_id);
      if (known) known.date = date;
      else if (date.offers || late) this.#open(date).peer.connect();
      else this.#open(date);
    }
  }

  /** After the server was away: whoever has no connection yet tries once more. */
  retry() {
    for (const { peer } of this.#entries.values()) if (!peer.alive) peer.connect();
  }

  /** The round of a date has begun. */
  start(dateId) {
    this.#entries.get(dateId)?.peer.start();
  }

  /** A signal of the partner; their clock may be a little ahead of ours. */
  take(date, kind, data) {
    (this.#entries.get(date.date_id) ?? this.#open(date)).peer.take(kind, data);
  }

  /** What arrives from the partner of a date, if there is a connection for it. */
  remote(dateId) {
    return this.#entries.get(dateId)?.peer.remote ?? null;
  }

  /** @returns {"none"|import("./peer.js").PeerState} */
  state(dateId) {
    return this.#entries.get(dateId)?.state ?? "none";
  }

  /** End them all. */
  closeAll() {
    for (const dateId of [...this.#entries.keys()]) this.#close(dateId);
  }

  #open(date) {
    const entry = { date, peer: null, state: "waiting", timer: 0 };
    const onState = (state) => {
      entry.state = state;
      this.onChange();
    };
    const { offers, date_id: dateId } = date;
    const send = (kind, data) => this.#send(dateId, kind, data);
    entry.peer = new Peer({ offers, iceServers: this.#iceServers, tracks: this.media.tracks, send, onState });
    entry.timer = setInterval(() => this.#askAgain(entry), ASK_AGAIN_AFTER);
    this.#entries.set(dateId, entry);
    return entry;
  }

  #close(dateId) {
    const { peer, timer } = this.#entries.get(dateId);
    clearInterval(timer);
    this.#entries.delete(dateId);
    peer.close();
  }

  /** A signal that does not get through is no error: the sides ask again until they hear each other. */
  async #send(dateId, kind, data) {
    await this.signal({ date_id: dateId, kind, data }).catch(passOver);
  }

  #askAgain({ date, peer }) {
    if (!date.offers && date.partner_state.here && !peer.alive) peer.connect();
  }
}
