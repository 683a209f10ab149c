// What a side of a media connection takes in, what it answers, and which ways it looks for.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Peer, expected } from "../../../webapp/live/static/evening/peer.js";

let built;

/** As much of WebRTC as a connection needs to be built and to describe itself. */
class BrowserConnection extends EventTarget {
  remoteDescription = null;
  localDescription = { type: "answer", sdp: "v=0" };
  connectionState = "new";
  signalingState = "stable";
  constructor(configuration) {
    super();
    this.configuration = configuration;
    built.push(this);
  }
  async setRemoteDescription(description) {
    this.remoteDescription = description;
  }
  async setLocalDescription() {}
  async addIceCandidate() {}
  async getStats() {
    return new Map();
  }
  addTransceiver() {}
  getTransceivers() {
    return [];
  }
  restartIce() {}
  close() {}
}

beforeEach(() => {
  built = [];
  globalThis.RTCPeerConnection = BrowserConnection;
  globalThis.MediaStream = class {
    getTracks() {
      return [];
    }
  };
});

function side(offers, iceTransportPolicy = "all") {
  const sent = [];
  const given = { offers, iceServers: [], iceTransportPolicy, tracks: { audio: null, video: null } };
  const peer = new Peer({ ...given, send: async (kind) => sent.push(kind), onState() {} });
  return { peer, sent };
}

const SIGNALS = {
  offer: { session: "s", offer: 1, type: "offer", sdp: "v=0" },
  answer: { session: "s", offer: 1, type: "answer", sdp: "v=0" },
  restart: { session: null },
  candidates: { session: "s", candidates: [{ candidate: "", sdpMid: "0" }] },
};

for (const [offers, kinds] of [[true, ["offer"]], [false, ["answer", "restart"]]]) {
  for (const kind of kinds) {
    test(`side that ${offers ? "offers" : "answers"} when it gets an unexpected ${kind} builds and answers nothing`, async () => {
      const { peer, sent } = side(offers);
      await peer.take(kind, SIGNALS[kind]);
      assert.deepEqual([built.length, sent], [0, []]);
      peer.close();
    });
  }
}

test("side that gets a kind that does not exist does nothing", async () => {
  for (const kind of ["constructor", "toString", "__proto__", "", undefined, null, 7]) {
    const { peer, sent } = side(false);
    await peer.take(kind, SIGNALS.offer);
    assert.deepEqual([built.length, sent], [0, []]);
    peer.close();
  }
});

test("side that answers when it gets an offer answers it", async () => {
  const { peer, sent } = side(false);
  await peer.take("offer", SIGNALS.offer);
  assert.deepEqual([built.length, sent], [1, ["answer"]]);
  peer.close();
});

test("each kind of signal is expected by the side that the server lets get it", () => {
  assert.deepEqual([...expected(true)].sort(), ["answer", "candidates", "restart"]);
  assert.deepEqual([...expected(false)].sort(), ["candidates", "offer"]);
});

test("side when told to use the relay alone looks for no other way", async () => {
  for (const policy of ["relay", "all"]) {
    built = [];
    const { peer } = side(true, policy);
    await peer.connect();
    assert.equal(built[0].configuration.iceTransportPolicy, policy);
    peer.close();
  }
});
