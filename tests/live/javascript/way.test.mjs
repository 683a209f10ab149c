// Which way a connection takes, read from a browser's statistics; and when the desk is told.
import assert from "node:assert/strict";
import { test } from "node:test";

import { wayOf } from "../../../webapp/live/static/evening/peer.js";

const stats = (local, remote) =>
  new Map([
    ["t", { type: "transport", selectedCandidatePairId: "p" }],
    ["p", { type: "candidate-pair", localCandidateId: "l", remoteCandidateId: "r", state: "succeeded", nominated: true }],
    ["l", { type: "local-candidate", candidateType: local }],
    ["r", { type: "remote-candidate", candidateType: remote }],
  ]);

test("a way, when either end is a relay, is one over a relay", () => {
  assert.equal(wayOf(stats("relay", "host")), "relay");
  assert.equal(wayOf(stats("host", "relay")), "relay");
  assert.equal(wayOf(stats("host", "srflx")), "direct");
});

test("a way, when no pair of ends was chosen, is none", () => {
  assert.equal(wayOf(new Map([["t", { type: "transport" }]])), "none");
});

test("a way, when a browser names no chosen pair, is the nominated one's", () => {
  const old = stats("relay", "host");
  old.set("t", { type: "transport" });
  assert.equal(wayOf(old), "relay");
});
