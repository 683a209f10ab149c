// The pure parts of the device check.
import assert from "node:assert/strict";
import { test } from "node:test";

import { isInApp } from "../../../webapp/live/static/device-check/in_app.js";
import { kindOf, relaysOf } from "../../../webapp/live/static/device-check/network.js";

const INSTAGRAM = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21F79 Instagram 331.0.3.29.91";
const WEB_VIEW = "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/125.0 Mobile Safari/537.36";
const SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
const CHROME = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0 Mobile Safari/537.36";

test("a browser, when inside of another app, is known as that", () => {
  assert.deepEqual([INSTAGRAM, WEB_VIEW, SAFARI, CHROME].map(isInApp), [true, true, false, false]);
});

test("relays, when of several kinds, are tried from the quickest to the last resort", () => {
  const servers = [
    { urls: "stun:a" },
    { urls: ["turns:a:443?transport=tcp", "turn:a:3478?transport=tcp", "turn:a:3478"], username: "u", credential: "c" },
  ];
  assert.deepEqual(relaysOf(servers).map(({ urls, username }) => [kindOf(urls), username]), [["udp", "u"], ["tcp", "u"], ["tls", "u"]]);
});
