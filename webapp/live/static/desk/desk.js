// The desk: fetches the board every two seconds, and counts down on the server's clock in between.

import { replacePart } from "../../../static/sending/replaced.js";

const SECONDS_BETWEEN = 2;
const COUNTDOWN_EVERY_MS = 250;

const board = document.getElementById("board");
const offline = document.getElementById("offline");
const start = document.getElementById("start");
const starting = document.getElementById("starting");
const spoken = document.getElementById("spoken");
let offset = 0;

/** @returns {HTMLElement} */
function state() {
  return board.querySelector(".desk-state");
}

/** Take over the server's clock, and what a screen reader should hear. */
function takeOver() {
  const { serverTime, kind, starting: counting, spoken: words } = state().dataset;
  offset = Number(serverTime) - performance.now(); // which goes on when somebody sets the device's clock
  if (start) start.hidden = kind !== "lobby" || counting === "yes";
  starting.hidden = counting !== "yes";
  if (spoken.textContent !== words) spoken.textContent = words;
}

function countDown() {
  /** @type {HTMLElement} */
  const clock = board.querySelector("[data-ends-at]");
  if (!clock || clock.dataset.paused === "yes") return;
  const seconds = Math.max(0, Math.ceil((Number(clock.dataset.endsAt) - performance.now() - offset) / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = String(Math.floor(seconds / 60) % 60).padStart(hours ? 2 : 1, "0");
  const shown = `${hours ? `${hours}:` : ""}${minutes}:${String(seconds % 60).padStart(2, "0")}`;
  if (clock.textContent !== shown) clock.textContent = shown;
}

/** Put the server's present board in place of the old one; a failure is shown, and tried again. */
async function refresh() {
  try {
    const answer = await fetch(board.dataset.source, { cache: "no-store", redirect: "error" });
    if (!answer.ok) throw new Error(`the board answered ${answer.status}`);
    if (!replacePart(await answer.text(), "#board")) throw new Error("the answer has no board");
    takeOver();
    countDown();
    offline.hidden = true;
  } catch {
    offline.hidden = false;
  }
  setTimeout(refresh, SECONDS_BETWEEN * 1000);
}

takeOver();
countDown();
setInterval(countDown, COUNTDOWN_EVERY_MS);
setTimeout(refresh, SECONDS_BETWEEN * 1000);
