// The screen at the door: fetches itself anew every few seconds, and says so when it cannot.

import { replacePart } from "../../../static/sending/replaced.js";

const SECONDS_BETWEEN = 4;
const offline = document.getElementById("offline");

async function refresh() {
  try {
    const answer = await fetch(window.location.href, { cache: "no-store", redirect: "error" });
    offline.hidden = answer.ok && replacePart(await answer.text(), "#now");
  } catch {
    offline.hidden = false;
  }
  setTimeout(refresh, SECONDS_BETWEEN * 1000);
}

setTimeout(refresh, SECONDS_BETWEEN * 1000);
