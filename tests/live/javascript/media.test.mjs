// What is wished, what a device can do, and what is live: three things that are never taken for each other.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Media } from "../../../webapp/live/static/evening/media.js";

class Track extends EventTarget {
  muted = false;
  enabled = true;
  readyState = "live";
  constructor(kind) {
    super();
    this.kind = kind;
  }
  stop() {
    this.readyState = "ended";
  }
  become(change, event) {
    Object.assign(this, change);
    this.dispatchEvent(new Event(event));
  }
}

/** A device that answers the question for camera and microphone like that. */
function device(answer) {
  const devices = new EventTarget();
  devices.getUserMedia = answer;
  Object.defineProperty(globalThis, "navigator", { value: { mediaDevices: devices }, configurable: true });
}

const tracks = () => [new Track("audio"), new Track("video")];
const allowed = (given) => device(async () => ({ getTracks: () => given }));
const denied = () => device(async () => { throw Object.assign(new Error("no"), { name: "NotAllowedError" }); });
const BOTH = { microphone: true, camera: true };
const NEITHER = { microphone: false, camera: false };

function memory() {
  const kept = new Map();
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value), kept };
}

async function opened(kept = memory()) {
  const media = new Media(kept);
  const wishes = [];
  media.addEventListener("wish", ({ detail }) => wishes.push(detail));
  media.remember(BOTH);
  await media.open();
  return { media, wishes };
}

test("a device, when it may not, wishes nothing, and after a reload with permission both are on", async () => {
  const kept = memory();
  denied();
  const first = await opened(kept);
  assert.deepEqual(first.media.live, NEITHER);
  assert.equal(first.media.state.problem, "denied");
  assert.deepEqual(first.wishes, []);
  assert.equal(kept.kept.size, 0);
  allowed(tracks());
  const second = await opened(kept);
  assert.deepEqual(second.media.live, BOTH);
});

test("a button, when pressed, is a wish, and holds after a reload", async () => {
  const kept = memory();
  allowed(tracks());
  const { media, wishes } = await opened(kept);
  media.toggle("camera");
  assert.deepEqual(wishes, [{ microphone: true, camera: false }]);
  allowed(tracks());
  assert.deepEqual((await opened(kept)).media.live, { microphone: true, camera: false });
});

test("a device, while its question is unanswered, has nothing live", () => {
  device(() => new Promise(() => {}));
  const media = new Media(memory());
  media.remember(BOTH);
  media.open();
  assert.deepEqual(media.live, NEITHER);
  assert.equal(media.state.asking, true);
});

test("a phone call, when it mutes the tracks, is told, and so is its end", async () => {
  const given = tracks();
  allowed(given);
  const { media, wishes } = await opened();
  let changes = 0;
  media.addEventListener("change", () => { changes += 1; });
  for (const track of given) track.become({ muted: true }, "mute");
  assert.deepEqual(media.live, NEITHER);
  assert.equal(media.state.problem, "interrupted");
  assert.deepEqual(media.state.wanted, BOTH);
  for (const track of given) track.become({ muted: false }, "unmute");
  assert.deepEqual(media.live, BOTH);
  assert.equal(media.state.problem, null);
  assert.equal(changes, 4);
  assert.deepEqual(wishes, []);
});

test("a camera, when its track ends, is not live any more", async () => {
  const given = tracks();
  allowed(given);
  const { media } = await opened();
  given[1].become({ readyState: "ended" }, "ended");
  assert.deepEqual(media.live, { microphone: true, camera: false });
  assert.equal(media.state.problem, "lost");
});

test("a camera, when the chosen one is gone, is any other", async () => {
  const asked = [];
  const given = tracks();
  device(async (constraints) => {
    asked.push(constraints.video.deviceId);
    if (constraints.video.deviceId) throw Object.assign(new Error("gone"), { name: "OverconstrainedError" });
    return { getTracks: () => given };
  });
  const kept = memory();
  kept.setItem("chosen-camera", "gone");
  const { media } = await opened(kept);
  assert.deepEqual(asked, [{ exact: "gone" }, undefined]);
  assert.deepEqual([media.live, media.state.problem], [BOTH, null]);
});

test("a camera, when another one was chosen, is asked for from then on, and taken as a wish alone", async () => {
  const asked = [];
  const given = tracks();
  device(async (constraints) => {
    asked.push(constraints.video.deviceId);
    return { getTracks: () => given };
  });
  const kept = memory();
  const { media } = await opened(kept);
  await media.choose("camera", "second");
  await opened(kept);
  assert.deepEqual(asked, [undefined, { exact: "second" }, { exact: "second" }]);
});
