// The desk: fetches what is new of the board when it hears that there is, and counts down on the server's clock.
// What can always be pressed stands outside of it; what is pressed in it holds it until the finger is up.

import { replacePart } from "../../../static/sending/replaced.js";
import { watchDesk } from "./watching.js";

const TRY_AGAIN_AFTER = 2000;
const LOOK_AGAIN_AFTER = 200;
const COUNTDOWN_EVERY_MS = 250;
const NOTHING_NEW = 204;

const board = document.getElementById("board");
const offline = document.getElementById("offline");
const start = document.getElementById("start");
const starting = document.getElementById("starting");
const spoken = document.getElementById("spoken");
const hand = document.getElementById("hand");
const undo = document.getElementById("undo");
const postpone = document.getElementById("postpone");
const announced = document.getElementById("announced");
const words = /** @type {HTMLTextAreaElement} */ (document.getElementById("words"));
let offset = 0;
let pressing = false;
let fetching = false;
let again = false;
let lost = false;
// What the board shows, by the server's name for it.
let seen = document.getElementById("seen").dataset.board;

/** @returns {HTMLElement} */
function state() {
  return board.querySelector(".desk-state");
}

/** Take over the server's clock, and what a screen reader should hear. */
function takeOver() {
  const { kind, paused, starting: counting, spoken: sentence, announcedId, announced: said, announcedFor } = state().dataset;
  if (start) start.hidden = kind !== "lobby" || counting === "yes";
  starting.hidden = counting !== "yes";
  if (hand) offer(paused === "yes" ? "paused" : kind);
  if (postpone) {
    postpone.hidden = kind !== "lobby" || counting === "yes";
    see(postpone, state().dataset.starts);
  }
  announced.hidden = !announcedId;
  see(announced, announcedId);
  document.getElementById("announced-words").textContent = said;
  for (const who of /** @type {NodeListOf<HTMLElement>} */ (announced.querySelectorAll("[data-for]"))) {
    who.hidden = (who.dataset.for === "some") !== (announcedFor === "some");
  }
  if (spoken.textContent !== sentence) spoken.textContent = sentence;
}

/** What a form is sent about: as it was seen. */
function see(form, number) {
  form.querySelector("[name=seen]").setAttribute("value", number);
}

/** Show the buttons that do something now, and what was done last for as long as it can be undone. */
function offer(now) {
  const { seen, undoWords } = state().dataset;
  for (const form of [hand, undo]) see(form, seen);
  const buttons = /** @type {HTMLElement[]} */ ([...hand.querySelectorAll("[data-when]")]);
  for (const button of buttons) button.hidden = !button.dataset.when.split(" ").includes(now);
  hand.hidden = buttons.every((button) => button.hidden);
  document.getElementById("undo-words").textContent = undoWords;
  countUndoDown();
}

function countUndoDown() {
  const left = Math.ceil((Number(state().dataset.undoUntil) - performance.now() - offset) / 1000);
  undo.hidden = left <= 0;
  document.getElementById("undo-seconds").textContent = left > 0 ? `(${left})` : "";
}

function countDown() {
  if (undo) countUndoDown();
  /** @type {HTMLElement} */
  const clock = board.querySelector("[data-ends-at]");
  if (!clock) return;
  const now = clock.dataset.paused === "yes" ? Number(state().dataset.serverTime) : performance.now() + offset;
  const seconds = Math.max(0, Math.ceil((Number(clock.dataset.endsAt) - now) / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = String(Math.floor(seconds / 60) % 60).padStart(hours ? 2 : 1, "0");
  const shown = `${hours ? `${hours}:` : ""}${minutes}:${String(seconds % 60).padStart(2, "0")}`;
  if (clock.textContent !== shown) clock.textContent = shown;
}

/** Put a whole board in place of the old one; return its name. */
async function showWhole(answer) {
  if (!replacePart(await answer.text(), "#board")) throw new Error("the answer has no board");
  return answer.headers.get("X-Board");
}

/** Put what has changed in place of what it was, and the tables into their new order; return the name of the board. */
function showNews({ board: name, order, parts }) {
  const part = (wanted) => board.querySelector(`[data-part="${wanted}"]`);
  for (const [changed, html] of Object.entries(parts)) {
    const fresh = new DOMParser().parseFromString(`<body>${html}`, "text/html").body.firstElementChild;
    const open = part(changed).querySelector("details")?.open;
    part(changed).replaceWith(fresh);
    if (open) fresh.querySelector("details").open = true;
  }
  const tables = (order ?? []).filter((each) => each.startsWith("tile-"));
  board.querySelector("#tables")?.append(...tables.map(part));
  return name;
}

/** Go by the server's clock; `performance.now()` goes on when somebody sets the device's. */
function setClock(serverTime) {
  offset = Number(serverTime) - performance.now();
}

/** Fetch what is new; whatever is heard of meanwhile is fetched afterwards. */
async function refresh() {
  if (fetching) return (again = true);
  fetching = true;
  do {
    while (pressing) await pause(LOOK_AGAIN_AFTER);
    again = false;
    const worked = await showPresent();
    offline.hidden = worked && !lost;
    if (!worked) await pause(TRY_AGAIN_AFTER);
    again ||= !worked;
  } while (again);
  fetching = false;
}

/** Say so when the connection is lost or back; whoever is back fetches what was missed. */
function setLost(now) {
  lost = now;
  if (lost) offline.hidden = false;
  else refresh();
}

/** Put the server's present board in place of the old one; return whether that worked, a failure is shown. */
async function showPresent() {
  try {
    const answer = await fetch(`${board.dataset.source}?seen=${seen}`, { cache: "no-store", redirect: "error" });
    if (!answer.ok) throw new Error(`the board answered ${answer.status}`);
    setClock(answer.headers.get("X-Server-Time"));
    if (answer.status === NOTHING_NEW) return true;
    seen = answer.headers.get("X-Board") ? await showWhole(answer) : showNews(await answer.json());
    takeOver();
    countDown();
    return true;
  } catch {
    return false;
  }
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

for (const ready of document.querySelectorAll("[data-words]")) {
  ready.addEventListener("click", () => {
    words.value = ready.textContent;
    words.focus();
  });
}
// A button that is put in place of another one between down and up loses the press.
board.addEventListener("pointerdown", () => (pressing = true));
for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, () => setTimeout(() => (pressing = false), 500));
setClock(state().dataset.serverTime);
takeOver();
countDown();
setInterval(countDown, COUNTDOWN_EVERY_MS);
watchDesk(Number(board.dataset.event), { onNews: () => setLost(false), onLost: () => setLost(true) });
