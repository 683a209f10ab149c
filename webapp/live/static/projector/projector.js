// The clock for a whole hall: counts by what it knows, asks now and then, and goes on without a network.

import { createChime } from "../evening/chime.js";
import { readTexts } from "../evening/page.js";
import { phaseAt, remaining } from "../evening/phases.js";

const ASK_EVERY_MS = 5000;
const TICK_MS = 250;
const LOUD = 0.5;

const { dataset } = document.body;
const text = readTexts(document.querySelector("#texts"));
const time = new Intl.DateTimeFormat(dataset.language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: dataset.timeZone });
const gong = createChime(LOUD);
const main = /** @type {HTMLElement} */ (document.querySelector(".projector"));
const bar = /** @type {HTMLProgressElement} */ (document.getElementById("bar"));
const offline = document.getElementById("offline");

let programme = JSON.parse(dataset.programme);
let offset = programme.server_time - performance.now();
let shown = null;

const now = () => performance.now() + offset;

/** Minutes and seconds, as large as they can be read. */
function countdown(left) {
  const seconds = Math.ceil(left / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** What stands below the time: when it goes on. */
function whatIsNext(phase) {
  if (phase.kind === "ended") return text("thanks");
  if (phase.paused) return "";
  if (phase.kind === "round") return text("next-end", { time: time.format(phase.ends_at) });
  return text("next-round", { round: phase.round, time: time.format(phase.ends_at) });
}

function say(id, words) {
  const place = document.getElementById(id);
  if (place.textContent !== words) place.textContent = words;
}

function paint() {
  const phase = phaseAt(programme.phases, now());
  const left = remaining(phase, now(), programme.server_time);
  main.dataset.kind = phase.paused ? "paused" : phase.kind;
  say("headline", text(phase.paused ? "paused" : phase.kind, { round: phase.round, rounds: programme.rounds }));
  say("clock", phase.kind === "ended" ? "" : countdown(left));
  say("next", whatIsNext(phase));
  bar.hidden = phase.begins_at === null || phase.ends_at === null;
  if (!bar.hidden) bar.value = left / (phase.ends_at - phase.begins_at);
  if (shown !== null && shown !== phase.name) gong();
  shown = phase.name;
}

async function ask() {
  try {
    const answer = await fetch(dataset.source, { cache: "no-store", redirect: "error" });
    if (!answer.ok) throw new Error(`the programme answered ${answer.status}`);
    programme = await answer.json();
    offset = programme.server_time - performance.now();
    offline.hidden = true;
  } catch {
    offline.hidden = false;
  }
  setTimeout(ask, ASK_EVERY_MS);
}

document.getElementById("sound").addEventListener("click", async () => {
  gong();
  await document.documentElement.requestFullscreen?.().catch(() => {}); // the clock is as good in a window
  await navigator.wakeLock?.request("screen").catch(() => {});
});
paint();
setInterval(paint, TICK_MS);
setTimeout(ask, ASK_EVERY_MS);
