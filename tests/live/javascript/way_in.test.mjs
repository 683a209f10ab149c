// What is said of the way to the server, with a clock that the test moves.
import assert from "node:assert/strict";
import { test } from "node:test";

import { createWayIn, SAY_AFTER } from "../../../webapp/live/static/evening/way_in.js";

function arrange(passes) {
  const said = [];
  const waiting = new Map();
  let number = 0;
  const way = createWayIn({
    probe: passes,
    say: (verdict) => said.push(verdict),
    later: (then, wait) => {
      assert.equal(wait, SAY_AFTER);
      waiting.set(number += 1, then);
      return number;
    },
    never: (timer) => waiting.delete(timer),
  });
  const ring = async () => {
    const [[timer, then]] = waiting;
    waiting.delete(timer);
    await then();
  };
  return { way, said, ring, waiting };
}

test("the way in, when only live connections fail, is said to be blocked", async () => {
  const { way, said, ring } = arrange(async () => true);
  way.lost();
  way.lost();
  assert.deepEqual(said, []);
  await ring();
  assert.deepEqual(said, ["blocked"]);
});

test("the way in, when nothing passes, is said to be unreachable, and looked at again", async () => {
  let passes = false;
  const { way, said, ring } = arrange(async () => {
    if (!passes) throw new TypeError("no network");
    return true;
  });
  way.lost();
  await ring();
  passes = true;
  await ring();
  assert.deepEqual(said, ["unreachable", "blocked"]);
});

test("the way in, when it came through, is no longer spoken of", async () => {
  const { way, said, ring, waiting } = arrange(async () => true);
  way.lost();
  await ring();
  way.done();
  assert.deepEqual(said, ["blocked", null]);
  assert.equal(waiting.size, 0);
  way.done();
  assert.deepEqual(said, ["blocked", null]);
});

test("the way in, when it comes through while we look, is not spoken of", async () => {
  let answer;
  const { way, said, ring } = arrange(() => new Promise((resolve) => { answer = resolve; }));
  way.lost();
  const looked = ring();
  way.done();
  answer(true);
  await looked;
  assert.deepEqual(said, [null]);
});
