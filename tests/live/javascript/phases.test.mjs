// The pure parts of the evening's scripts, run by test_scripts.py with Node's own test runner.
import assert from "node:assert/strict";
import { test } from "node:test";

import { formatCountdown } from "../../../webapp/live/static/evening/countdown.js";
import { waitBeforeAsking } from "../../../webapp/live/static/evening/partner.js";
import { fitOf, freshness, STALLED_AFTER } from "../../../webapp/live/static/evening/partner_picture.js";
import { longerUntil, maySignal, phaseAt, preparesFrom, remaining, situation, viewOf } from "../../../webapp/live/static/evening/phases.js";
import { partOfTheEnd, SLOW_AFTER, stageState } from "../../../webapp/live/static/evening/room.js";

const phase = (kind, round, begins_at, ends_at, paused = false) => ({ name: `${kind}-${round}`, kind, round, begins_at, ends_at, paused });
const PHASES = [
  phase("lobby", 1, null, 100_000),
  phase("round", 1, 100_000, 160_000),
  phase("changeover", 2, 160_000, 165_000),
  phase("round", 2, 165_000, 225_000),
  phase("changeover", 3, 225_000, 230_000),
  phase("round", 3, 230_000, 290_000),
  phase("ended", 3, 290_000, null),
];
const meeting = (meeting_id, round) => ({ meeting_id, round, begins_at: 0, partner_state: {} });
const [FIRST, THIRD] = [meeting(7, 1), meeting(9, 3)];
const SNAPSHOT = { phases: PHASES, agenda: [FIRST, THIRD], prepare_seconds: 10, lobby_seconds: 3600 };
const at = (now) => situation(SNAPSHOT, now);
const PREPARED_FROM = preparesFrom(SNAPSHOT, FIRST);

test("a phase, when its end is reached, is over", () => {
  assert.equal(phaseAt(PHASES, 99_999).name, "lobby-1");
  assert.equal(phaseAt(PHASES, 100_000).name, "round-1");
  assert.equal(phaseAt(PHASES, 1e12).name, "ended-3");
});

test("a phase, when paused, lasts and its time stands still", () => {
  const paused = phase("round", 1, 100_000, 160_000, true);
  const phases = [PHASES[0], paused, ...PHASES.slice(2)];
  assert.equal(phaseAt(phases, 1e9), paused);
  assert.equal(remaining(paused, 1e9, 130_000), 30_000);
  assert.equal(situation({ ...SNAPSHOT, phases }, 150_000).changesAt, null);
});

test("a connection, before its time, is not made", () => {
  assert.deepEqual(at(PREPARED_FROM - 1).wanted, []);
  assert.equal(at(PREPARED_FROM - 1).changesAt, PREPARED_FROM);
});

test("pairs, when they prepare, begin evenly within the first part of the time there is", () => {
  const begun = Array.from({ length: 500 }, (_, id) => preparesFrom(SNAPSHOT, { ...FIRST, meeting_id: id + 1 }) - 90_000);
  const seconds = [0, 1, 2, 3].map((second) => begun.filter((ms) => Math.floor(ms / 1000) === second).length);
  assert.ok(Math.min(...begun) >= 0 && Math.max(...begun) <= 4000);
  assert.ok(Math.min(...seconds) > 115, String(seconds));
});

test("a connection, when its time has come, is wanted besides the running one", () => {
  assert.deepEqual(at(PREPARED_FROM).wanted, [FIRST]);
  assert.equal(at(PREPARED_FROM).changesAt, 100_000);
  const tight = { ...SNAPSHOT, agenda: [FIRST, meeting(8, 2)] };
  assert.deepEqual(situation(tight, 160_000 - 1).wanted.map((d) => d.meeting_id), [7, 8]);
});

test("a partner, before the lobby opens, is unknown", () => {
  const late = { ...SNAPSHOT, lobby_seconds: 60 };
  assert.deepEqual(situation(late, 39_999).known, []);
  assert.equal(situation(late, 39_999).changesAt, 40_000);
  assert.deepEqual(situation(late, 40_000).known, [FIRST]);
  assert.deepEqual(situation(late, 120_000).known, [FIRST, THIRD]);
});

test("everybody, when a talk becomes the next one, asks for it early and not at once", () => {
  assert.equal(waitBeforeAsking(600_000, () => 1), 60_000);
  assert.equal(waitBeforeAsking(40_000, () => 1), 10_000);
  assert.equal(waitBeforeAsking(-5, () => 1), 0);
});

test("a person, in a round without a meeting, is between two", () => {
  const waiting = at(200_000);
  assert.equal(viewOf(waiting), "lobby");
  assert.deepEqual([waiting.running, waiting.previous, waiting.next], [null, FIRST, THIRD]);
});

test("a person, when the evening has ended, has met everybody", () => {
  const over = at(300_000);
  assert.equal(viewOf(over), "ended");
  assert.deepEqual([over.previous, over.next, over.wanted, over.changesAt], [THIRD, null, [], null]);
});

test("a countdown, by its length, is told in minutes, hours or days", () => {
  const text = (name, values) => `${name} ${Object.values(values).join(":")}`;
  assert.deepEqual(
    [0, 200, 59_001, 200_000, 3_600_000, 3 * 86_400_000].map((ms) => formatCountdown(ms, text)),
    ["0:00", "0:01", "1:00", "3:20", "hours 1:00", "days 3"],
  );
});

test("the stage, by what is known of the partner, shows picture or a calm sentence", () => {
  const seen = (partner, rest) => stageState({
    partner: { here: true, microphone: true, camera: true, ...partner }, connection: "connecting", picture: "none", sinceStart: 0, ...rest,
  });
  assert.equal(seen({}, { connection: "connected", picture: "fresh" }), "picture");
  assert.equal(seen({ here: false }, { connection: "connected", picture: "fresh" }), "picture", "the server may be away");
  assert.equal(seen({ here: false }), "absent");
  assert.equal(seen({ camera: false }, { connection: "connected", picture: "fresh" }), "camera-off");
  assert.equal(seen({ camera: false, microphone: false }), "text-only");
  assert.equal(seen({}, { connection: "lost", picture: "fresh" }), "lost");
  assert.equal(seen({}, { connection: "connected", picture: "stalled" }), "stalled");
  assert.equal(seen({ camera: false }, { connection: "connected", picture: "stalled" }), "camera-off");
  assert.equal(seen({}), "connecting");
  assert.equal(seen({}, { sinceStart: SLOW_AFTER + 1 }), "slow");
});

test("a picture, by its shape and the stage's, is never cut through the face", () => {
  const [phone, laptop] = [390 / 844, 920 / 685];
  assert.equal(fitOf(4 / 3, phone), "cover");
  assert.equal(fitOf(16 / 9, phone), "tall");
  assert.equal(fitOf(9 / 16, laptop), "contain");
  assert.equal(fitOf(16 / 9, laptop), "cover");
});

test("a picture, when no frame came for a while, stands still", () => {
  assert.equal(freshness(null, 1e6), "none");
  assert.equal(freshness(1e6, 1e6 + STALLED_AFTER), "fresh");
  assert.equal(freshness(1e6, 1e6 + STALLED_AFTER + 1), "stalled");
});

test("a signal, by its moment, is looked at from shortly before the round until its end", () => {
  const may = (now, of = FIRST) => maySignal(SNAPSHOT, of, now);
  assert.deepEqual([0, 84_999, 85_000, 100_000, 159_999, 160_000].map((now) => may(now)), [false, false, true, true, true, false]);
  assert.deepEqual([150_000, 215_000, 250_000].map((now) => may(now, THIRD)), [false, true, true]);
  assert.equal(may(120_000, { ...FIRST, called_off: true }), false);
});

test("a meeting, when it is called off, does not run, and the one after it is next", () => {
  const off = { ...FIRST, called_off: true };
  const during = situation({ ...SNAPSHOT, agenda: [off, THIRD] }, 120_000);
  assert.equal(during.running, null);
  assert.equal(during.calledOff, off);
  assert.equal(during.next, THIRD);
  assert.deepEqual(during.wanted, []);
  assert.equal(viewOf(during), "lobby");
  assert.equal(situation({ ...SNAPSHOT, agenda: [off, THIRD] }, 170_000).previous, null);
});

test("the last minute, when it begins, is seen, and the last seconds are for saying goodbye", () => {
  assert.deepEqual([60_001, 60_000, 15_001, 15_000, 0].map(partOfTheEnd), ["plenty", "minute", "minute", "closing", "closing"]);
});

test("somebody who is away, when nobody waits for them any longer, is called missing", () => {
  const partner = { here: false, microphone: true, camera: true };
  const seen = { partner, connection: "none", picture: /** @type {const} */ ("none"), sinceStart: 0 };
  assert.equal(stageState({ ...seen, isMissing: false }), "absent");
  assert.equal(stageState({ ...seen, isMissing: true }), "missing");
});

// A changeover of a minute after the first round, of which ten seconds are for preparing the second one.
const LONG = [
  phase("lobby", 1, null, 100_000),
  phase("round", 1, 100_000, 160_000),
  phase("changeover", 2, 160_000, 220_000),
  phase("round", 2, 220_000, 280_000),
  phase("ended", 2, 280_000, null),
];
const NEXT = meeting(8, 2);
const longerEvening = (longer, phases = LONG) => ({ ...SNAPSHOT, phases, agenda: [{ ...FIRST, longer }, NEXT] });
const AGREED = longerEvening({ asked: true, agreed: true });

test("a talk, when both want it longer, goes on until the next round is prepared", () => {
  const now = situation(AGREED, 170_000);
  assert.deepEqual([now.running.meeting_id, now.longer, now.until, now.previous], [7, true, 210_000, null]);
  assert.equal(viewOf(now), "room");
  assert.ok(now.changesAt <= 210_000);
  assert.ok(maySignal(AGREED, AGREED.agenda[0], 170_000));
  const after = situation(AGREED, 210_000);
  assert.deepEqual([after.running, after.longer, after.previous.meeting_id, viewOf(after)], [null, false, 7, "lobby"]);
});

test("a talk, when one side alone wants it longer, ends with its round", () => {
  assert.equal(situation(longerEvening({ asked: true, agreed: false }), 170_000).running, null);
});

test("a talk, when the next round is called early, does not outlast what is left", () => {
  const early = [...LONG.slice(0, 2), phase("changeover", 2, 160_000, 180_000), phase("round", 2, 180_000, 240_000)];
  assert.equal(situation(longerEvening({ asked: true, agreed: true }, early), 172_000).running, null);
});

test("a longer talk, when the clock stands still, lasts as long as it was when that was told", () => {
  const paused = [...LONG.slice(0, 2), phase("changeover", 2, 160_000, 220_000, true), ...LONG.slice(3)];
  const told = longerEvening({ asked: true, agreed: true }, paused);
  assert.equal(situation({ ...told, known_at: 170_000 }, 1e9).running.meeting_id, 7);
  assert.equal(situation({ ...told, known_at: 212_000 }, 1e9).running, null);
});

test("time to give, when nothing or too little follows, is none", () => {
  assert.equal(longerUntil(AGREED, FIRST), 210_000);
  assert.equal(longerUntil(AGREED, NEXT), null);
  assert.equal(longerUntil(SNAPSHOT, FIRST), null);
});
