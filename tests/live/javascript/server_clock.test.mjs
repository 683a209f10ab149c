// The server's clock in a browser, run by test_scripts.py with Node's own test runner.
import assert from "node:assert/strict";
import { test } from "node:test";

import { createServerClock, measureTime } from "../../../webapp/live/static/evening/server_clock.js";

const HOUR = 3_600_000;

/** A device on which the test moves time: both clocks, only the one people can set, or only that while it sleeps. */
function createDevice() {
  const at = { steady: 1000, device: 5_000_000 };
  const clock = createServerClock({ steady: () => at.steady, device: () => at.device });
  const pass = (ms) => {
    at.steady += ms;
    at.device += ms;
  };
  return { at, clock, pass, setClockBy: (ms) => (at.device += ms), sleep: (ms) => (at.device += ms) };
}

test("the server's time, when measured, is taken from the answer with the least round trip", async () => {
  const trips = [30, 1, 20];
  let steady = 0;
  const askTime = async () => {
    const trip = trips.shift();
    steady += trip;
    return { server_time: 5000 + steady + (trip > 10 ? 400 : 0) };
  };
  const { time, at, roundTrip } = await measureTime(askTime, { pings: 3, steady: () => steady });
  assert.deepEqual({ time, at, roundTrip }, { time: 5031.5, at: 31, roundTrip: 1 });
});

test("the server's time, when the device's clock is set by an hour, goes on", () => {
  for (const by of [HOUR, -HOUR]) {
    const { clock, pass, setClockBy } = createDevice();
    clock.set(9_000_000);
    pass(500);
    setClockBy(by);
    pass(500);
    assert.equal(clock.now(), 9_001_000);
  }
});

test("a jump, when the clock was set or the device slept, is noticed until the time is taken anew", () => {
  for (const happen of ["setClockBy", "sleep"]) {
    const device = createDevice();
    device.clock.set(9_000_000);
    device.pass(HOUR);
    assert.equal(device.clock.jumped(), false);
    device[happen](HOUR);
    assert.equal(device.clock.jumped(), true);
    device.clock.set(9_000_000);
    assert.equal(device.clock.jumped(), false);
  }
});

test("a snapshot's time, when it is the first, is taken", () => {
  const { clock } = createDevice();
  clock.hear(9_000_000, 40);
  assert.equal(clock.now(), 9_000_020);
});

test("a snapshot's time, after a sleep, is taken although one was known", () => {
  const { clock, sleep } = createDevice();
  clock.set(9_000_000);
  sleep(HOUR);
  clock.hear(9_000_000 + HOUR, 40);
  assert.equal(clock.now(), 9_000_020 + HOUR);
});

test("a snapshot's time, when it agrees with what was measured better, changes nothing", () => {
  const { clock, pass } = createDevice();
  clock.set(9_000_000);
  pass(1000);
  clock.hear(9_000_700, 600);
  assert.equal(clock.now(), 9_001_000);
});

test("a message, when it left later than the clock says, puts it forward and never back", () => {
  const device = createDevice();
  device.clock.set(9_000_000);
  device.clock.hearAtLeast(8_999_000);
  assert.equal(device.clock.now(), 9_000_000);
  device.sleep(HOUR);
  device.clock.hearAtLeast(9_000_000 + HOUR);
  assert.equal(device.clock.now(), 9_000_000 + HOUR);
  assert.equal(device.clock.jumped(), true, "it is measured all the same");
});
