import assert from "node:assert/strict";
import { test } from "node:test";
import { LONGEST_PAUSE, passes, pauseAfter } from "../../../webapp/live/static/evening/patience.js";

test("a refusal when it passes by itself is asked again, others are final", () => {
  assert.deepEqual(
    [{ name: "Busy" }, { name: "TooOften" }, { name: "SignedOut" }, { name: "NotFound" }, undefined].map(passes),
    [true, true, false, false, false],
  );
});

test("the pause when refused again is longer, up to the longest", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6, 60].map((asked) => pauseAfter(asked, 0) * 2), [
    1000, 2000, 4000, 8000, LONGEST_PAUSE, LONGEST_PAUSE, LONGEST_PAUSE,
  ]);
});

test("the pause of many who were refused together spreads over half of it", () => {
  assert.equal(pauseAfter(3, 0), 2000);
  assert.equal(pauseAfter(3, 0.5), 3000);
});
