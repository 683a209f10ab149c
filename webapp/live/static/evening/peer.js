/**
 * The media connection of one meeting, from its preparation until the end of the round.
 *
 * The table's side offers, the applicant's side answers. Every connection that is built has a `session`;
 * descriptions and candidates of an older one are recognised by it and dropped. Until `start()` no track is
 * attached and every encoding is inactive: nothing can be seen or heard before the round.
 */

import { createBundle } from "./bundle.js";
import { watchHealth } from "./peer_health.js";

// A browser has some twenty candidates; more that come before their description are nobody's.
const MOST_EARLY = 64;
const MOST_BITS_PER_SECOND = { audio: 64_000, video: 1_200_000 };

/**
 * @typedef {(kind: "offer"|"answer"|"candidates"|"restart", data: object) => Promise<void>} SendSignal
 * @typedef {"waiting"|"connecting"|"connected"|"lost"} PeerState
 */

export class Peer {
  #pc = null;
  #session = null;
  #offer = 0;
  #early = [];
  #queue = Promise.resolve();
  #live = false;
  #closed = false;
  #forgetHealth = () => {};

  /** What arrives from the partner; always the same stream, also after a repair. */
  remote = new MediaStream();

  /** Carries nothing; its id ties our sound to our picture, so that lips stay in step. */
  #together = new MediaStream();

  /**
   * @param {{offers: boolean, iceServers: object[], iceTransportPolicy: "relay"|"all", tracks: {audio: ?MediaStreamTrack, video: ?MediaStreamTrack},
   *   send: SendSignal, onState: (state: PeerState) => void}} given
   */
  constructor({ offers, iceServers, iceTransportPolicy, tracks, send, onState }) {
    this.offers = offers;
    this.iceServers = iceServers;
    this.iceTransportPolicy = iceTransportPolicy;
    this.tracks = tracks;
    this.send = send;
    this.onState = onState;
  }

  /** Offer a new connection, or ask the other side for one. */
  connect() {
    return this.#next(() => (this.offers ? this.#offerAnew() : this.send("restart", { session: null })));
  }

  /** Take in a signal of the partner; what our side does not expect is neither looked at nor answered. */
  take(kind, data) {
    return this.#next(() => (expected(this.offers).has(kind) ? this.#handle[kind](data) : undefined));
  }

  /** The round has begun: be seen and heard. */
  start() {
    this.#live = true;
    return this.#next(() => this.#transmit());
  }

  /** Devices have come or gone. */
  setTracks(tracks) {
    this.tracks = tracks;
    return this.#next(() => this.#transmit());
  }

  /** @returns {boolean} whether there is a connection that works or is being made */
  get alive() {
    return ["new", "connecting", "connected"].includes(this.#pc?.connectionState) && this.#pc.remoteDescription !== null;
  }

  /** Which way it takes right now. @returns {Promise<"direct"|"relay"|"none">} */
  async way() {
    return this.#pc?.connectionState === "connected" ? wayOf(await this.#pc.getStats()) : "none";
  }

  /** End it; nothing of the partner remains. */
  close() {
    this.#closed = true;
    this.#drop();
  }

  #handle = {
    offer: async ({ session, offer, type, sdp }) => {
      if (session !== this.#session) this.#build(session);
      await this.#pc.setRemoteDescription({ type, sdp });
      for (const transceiver of this.#pc.getTransceivers()) this.#makeTwoWay(transceiver);
      await this.#pc.setLocalDescription();
      this.#post("answer", { session, offer, ...described(this.#pc) });
      await this.#transmit();
      await this.#takeEarly();
    },
    answer: async ({ session, offer, type, sdp }) => {
      const awaited = session === this.#session && offer === this.#offer;
      if (!awaited || this.#pc.signalingState !== "have-local-offer") return;
      await this.#pc.setRemoteDescription({ type, sdp });
      await this.#transmit();
      await this.#takeEarly();
    },
    candidates: async ({ session, candidates }) => {
      this.#early = [...this.#early, ...candidates.map((candidate) => ({ session, candidate }))].slice(-MOST_EARLY);
      if (session === this.#session && this.#pc.remoteDescription) await this.#takeEarly();
    },
    restart: async ({ session }) => {
      await (session === this.#session && this.#pc ? this.#offerNewPath() : this.#offerAnew());
    },
  };

  /** One step after the other: descriptions and parameters must not overtake each other. */
  #next(step) {
    this.#queue = this.#queue.then(() => (this.#closed ? undefined : step())).catch((problem) => {
      if (!this.#closed) console.error("media connection:", problem);
    });
    return this.#queue;
  }

  /** Candidates and descriptions are not waited for: what gets lost on the way is repaired by watching. */
  #post(kind, data) {
    this.send(kind, data);
  }

  #build(session) {
    this.#drop();
    this.#session = session;
    const { iceServers, iceTransportPolicy } = this;
    const pc = new RTCPeerConnection({ iceServers, iceTransportPolicy, bundlePolicy: "max-bundle" });
    const bundle = createBundle((candidates) => this.#session === session && this.#post("candidates", { session, candidates }));
    pc.onicecandidate = ({ candidate }) => (candidate ? bundle.add(candidate.toJSON()) : bundle.close());
    pc.ontrack = ({ track }) => this.remote.addTrack(track);
    this.#forgetHealth = watchHealth(pc, { onState: this.onState, repair: (harder) => this.#repair(harder) });
    this.#pc = pc;
  }

  #drop() {
    this.#forgetHealth();
    this.#pc?.close();
    this.#pc = null;
    this.#session = null;
    for (const track of this.remote.getTracks()) this.remote.removeTrack(track);
    this.onState("waiting");
  }

  async #offerAnew() {
    this.#build(newSession());
    const streams = [this.#together];
    for (const kind of ["audio", "video"]) {
      const sendEncodings = [{ active: false, maxBitrate: MOST_BITS_PER_SECOND[kind] }];
      this.#pc.addTransceiver(kind, { direction: "sendrecv", streams, sendEncodings });
    }
    await this.#describe();
  }

  async #offerNewPath() {
    this.#pc.restartIce();
    await this.#describe();
  }

  async #describe() {
    await this.#pc.setLocalDescription();
    this.#offer += 1;
    this.#post("offer", { session: this.#session, offer: this.#offer, ...described(this.#pc) });
    await this.#transmit();
  }

  #repair(harder) {
    const session = harder ? null : this.#session;
    return this.#next(() => (this.offers ? this.#handle.restart({ session }) : this.#post("restart", { session })));
  }

  #makeTwoWay(transceiver) {
    transceiver.direction = "sendrecv";
    transceiver.sender.setStreams?.(this.#together);
  }

  async #takeEarly() {
    const arrived = this.#early.filter((item) => item.session === this.#session);
    this.#early = [];
    for (const { candidate } of arrived) await this.#pc.addIceCandidate(candidate);
  }

  async #transmit() {
    await Promise.all((this.#pc?.getTransceivers() ?? []).map((transceiver) => this.#transmitOne(transceiver)));
  }

  async #transmitOne({ sender, receiver }) {
    const parameters = sender.getParameters();
    for (const encoding of parameters.encodings) {
      encoding.active = this.#live;
      encoding.maxBitrate = MOST_BITS_PER_SECOND[receiver.track.kind];
    }
    if (parameters.encodings.length) await sender.setParameters(parameters);
    await sender.replaceTrack(this.#live ? this.tracks[receiver.track.kind] : null);
  }
}

/** Which signals a side takes in: the one that offers gets answers, the other one gets offers. */
export function expected(offers) {
  return new Set(offers ? ["answer", "restart", "candidates"] : ["offer", "candidates"]);
}

/** Our side of a connection, as plain data. */
function described({ localDescription: { type, sdp } }) {
  return { type, sdp };
}

/** A name for a connection that no other one has. */
function newSession() {
  return Array.from(crypto.getRandomValues(new Uint32Array(3)), (number) => number.toString(36)).join("");
}

/**
 * Whether the pair of ends in use goes over a relay, by the statistics of a connection.
 * @param {RTCStatsReport|Map<string, any>} stats @returns {"direct"|"relay"|"none"}
 */
export function wayOf(stats) {
  const rows = [...stats.values()];
  const pair = stats.get(rows.find((row) => row.type === "transport")?.selectedCandidatePairId)
    ?? rows.find((row) => row.type === "candidate-pair" && row.nominated && row.state === "succeeded");
  if (!pair) return "none";
  const ends = [stats.get(pair.localCandidateId), stats.get(pair.remoteCandidateId)];
  return ends.some((end) => end?.candidateType === "relay") ? "relay" : "direct";
}
