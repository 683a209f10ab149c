// What travels together, and when it leaves.
import assert from "node:assert/strict";
import { test } from "node:test";

import { createBundle } from "../../../webapp/live/static/evening/bundle.js";

function bundle() {
  const sent = [];
  const due = [];
  const made = createBundle((things) => sent.push(things), (doing) => due.push(doing));
  return { ...made, sent, pass: () => due.splice(0).forEach((doing) => doing()) };
}

test("bundle when things come in one moment sends them together, once", () => {
  const { add, pass, sent } = bundle();
  add(1);
  add(2);
  assert.deepEqual(sent, []);
  pass();
  pass();
  assert.deepEqual(sent, [[1, 2]]);
});

test("bundle when no more will come sends what waits at once, and nothing twice", () => {
  const { add, close, pass, sent } = bundle();
  add(1);
  close();
  assert.deepEqual(sent, [[1]]);
  close();
  pass();
  assert.deepEqual(sent, [[1]]);
});

test("bundle when it is full does not wait", () => {
  const { add, sent } = bundle();
  for (let number = 0; number < 33; number += 1) add(number);
  assert.deepEqual(sent.map((things) => things.length), [32]);
});
