/** The media connections of this person: one for the running meeting, one being prepared for the next. */

import { passOver } from "./connection.js";
import { Peer } from "./peer.js";

const ASK_AGAIN_AFTER = 3000;

export class MeetingConnections {
  /** @type {Map<number, {meeting: object, peer: Peer, state: import("./peer.js").PeerState, timer: number}>} */
  #entries = new Map();
  #iceServers = [];

  /**
   * @param {{media: import("./media.js").Media, signal: (payload: object) => Promise<object>,
   *   onChange: () => void}} wiring `signal` sends to the partner of a meeting; it may reject when offline
   */
  constructor({ media, signal, onChange }) {
    this.media = media;
    this.signal = signal;
    this.onChange = onChange;
    media.addEventListener("change", () => {
      for (const { peer } of this.#entries.values()) peer.setTracks(media.tracks);
    });
  }

  /**
   * Have connections for these meetings and for no others.
   * @param {object[]} meetings of the agenda
   * @param {{late: boolean, iceServers: object[]}} how late: others may be waiting already, so ask at once
   */
  keep(meetings, { late, iceServers }) {
    this.#iceServers = iceServers;
    const wanted = new Set(meetings.map((meeting) => meeting.meeting_id));
    for (const meetingId of [...this.#entries.keys()]) if (!wanted.has(meetingId)) this.#close(meetingId);
    for (const meeting of meetings) {
      if (this.#goesAnotherWay(meeting)) this.#close(meeting.meeting_id);
      const known = this.#entries.get(meeting.meeting_id);
      if (known) known.meeting = meeting;
      else if (meeting.offers || late) this.#open(meeting).peer.connect();
      else this.#open(meeting);
    }
  }

  /** After the server was away: whoever has no connection yet tries once more. */
  retry() {
    for (const { peer } of this.#entries.values()) if (!peer.alive) peer.connect();
  }

  /** The round of a meeting has begun. */
  start(meetingId) {
    this.#entries.get(meetingId)?.peer.start();
  }

  /** Whoever sits on the other side of a meeting may no longer, or is somebody else: let go of what we have with them. */
  part(meetingId) {
    if (this.#entries.has(meetingId)) this.#close(meetingId);
  }

  /** A signal of the partner; their clock may be a little ahead of ours. */
  take(meeting, kind, data) {
    (this.#entries.get(meeting.meeting_id) ?? this.#open(meeting)).peer.take(kind, data);
  }

  /** What arrives from the partner of a meeting, if there is a connection for it. */
  remote(meetingId) {
    return this.#entries.get(meetingId)?.peer.remote ?? null;
  }

  /** Which way the pictures of a meeting take right now. @returns {Promise<"direct"|"relay"|"none">} */
  async way(meetingId) {
    return (await this.#entries.get(meetingId)?.peer.way()) ?? "none";
  }

  /** @returns {"none"|import("./peer.js").PeerState} */
  state(meetingId) {
    return this.#entries.get(meetingId)?.state ?? "none";
  }

  /** End them all. */
  closeAll() {
    for (const meetingId of [...this.#entries.keys()]) this.#close(meetingId);
  }

  #open(meeting) {
    /** @type {{meeting: object, peer: Peer, state: import("./peer.js").PeerState, timer: number}} */
    const entry = { meeting, peer: null, state: "waiting", timer: 0 };
    const onState = (state) => {
      entry.state = state;
      this.onChange();
    };
    const { offers, meeting_id: meetingId, ice_transport_policy: iceTransportPolicy } = meeting;
    const send = (kind, data) => this.#send(meetingId, kind, data);
    const { tracks } = this.media;
    entry.peer = new Peer({ offers, iceServers: this.#iceServers, iceTransportPolicy, tracks, send, onState });
    entry.timer = setInterval(() => this.#askAgain(entry), ASK_AGAIN_AFTER);
    this.#entries.set(meetingId, entry);
    return entry;
  }

  /** A connection cannot be told to hide addresses once it has looked for ways: a new one is made. */
  #goesAnotherWay({ meeting_id: meetingId, ice_transport_policy: policy }) {
    const known = this.#entries.get(meetingId);
    return known !== undefined && known.meeting.ice_transport_policy !== policy;
  }

  #close(meetingId) {
    const { peer, timer } = this.#entries.get(meetingId);
    clearInterval(timer);
    this.#entries.delete(meetingId);
    peer.close();
  }

  /** A signal that does not get through is no error: the sides ask again until they hear each other. */
  async #send(meetingId, kind, data) {
    await this.signal({ meeting_id: meetingId, kind, data }).catch(passOver);
  }

  #askAgain({ meeting, peer }) {
    if (!meeting.offers && meeting.partner_state.here && !peer.alive) peer.connect();
  }
}
