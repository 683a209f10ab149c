/** The whole evening on one page: puts the parts together. Each part is a file of its own. */

import { createAnnouncements } from "./announcements.js";
import { createAnnouncer } from "./announce.js";
import { createBetween } from "./between.js";
import { createServerClock, measureOffset } from "./clock_sync.js";
import { Connection, passOver } from "./connection.js";
import { DateConnections } from "./date_connections.js";
import { createEnded } from "./ended.js";
import { createHandover } from "./handover.js";
import { createIntroductions } from "./introductions.js";
import { LiveText } from "./live_text.js";
import { Media } from "./media.js";
import { createMediaView } from "./media_view.js";
import { createNotes } from "./notes.js";
import { beginsAt, situation, viewOf } from "./phases.js";
import { Rating } from "./rating.js";
import { createRoom } from "./room.js";
import { createSheets } from "./sheets.js";
import { readTexts } from "./texts.js";
import { showView } from "./views.js";

const TICK = 250;
const SYNC_EVERY = 120_000;

const root = document.getElementById("evening");
const view = (name) => root.querySelector(`[data-view="${name}"]`);
const eventId = Number(root.dataset.eventId);
const { language, timeZone } = root.dataset;
const { dataset } = document.body;
const text = readTexts(document.getElementById("texts"));
const clockTime = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone });
const announce = createAnnouncer(document.getElementById("announcements"));

let snapshot = null;
let knownAt = 0;
let current = null;
let told = null;

const clock = createServerClock();
const media = new Media(sessionStorage);
const handover = createHandover(clock.now, () => advance());
const connection = new Connection({ eventId, language, onSnapshot, onMessage, onState });
const connections = new DateConnections({
  media,
  signal: (payload) => connection.ask("signal", payload),
  onChange: () => requestAnimationFrame(tick),
});
const introductions = createIntroductions({
  ask: (dateId) => connection.ask("ask_partner", { date_id: dateId }).catch(passOver),
  onLearned,
});
const sheets = createSheets(view("room"), (panelId) => panelId === "text-panel" && liveText.read());
const notes = createNotes(document.getElementById("notes"), sessionStorage);
const liveText = new LiveText(view("room"), {
  text, sheets, announce, say: (dateId, line) => connection.ask("say", { date_id: dateId, text: line }),
});
const ratingCard = root.querySelector("[data-rating]");
const rating = new Rating(ratingCard, {
  text,
  notes,
  onRated: () => viewOf(current) === "ended" && ended.paint(snapshot),
  rate: (dateId, impression, note) => connection.ask("rate", { date_id: dateId, impression, note }),
});
const between = createBetween(view("between"), { text, clockTime });
const room = createRoom(view("room"), { text, clockTime, connections, onPicture: tick });
const ended = createEnded(view("ended"), { text, rating, ratingCard });
const announcements = createAnnouncements(announce, text);

function onSnapshot(next, roundTrip) {
  if (snapshot === null) media.remember(next.me);
  told = { microphone: next.me.microphone, camera: next.me.camera };
  snapshot = next;
  if (current === null) clock.set(next.server_time + roundTrip / 2 - Date.now());
  learn(next.server_time, next.phases);
  advance({ late: true });
  connections.retry();
  rating.flush();
  tellMedia();
  syncClock();
}

/** Phases as the server told them at a moment. */
function learn(serverTime, phases) {
  snapshot.phases = phases;
  knownAt = serverTime;
}

/** Who sits on the other side of a date. */
function onLearned(dateId, partner) {
  const date = dateOf(dateId);
  if (!date) return;
  date.partner = partner;
  paint();
}

const dateOf = (dateId) => snapshot?.agenda.find((date) => date.date_id === dateId);

const onEvent = {
  clock({ server_time: serverTime, phases }) {
    learn(serverTime, phases);
    advance();
  },
  signal(date, { kind, data }) {
    if (date === current.running || date === current.next) connections.take(date, kind, data);
  },
  said(date, { line }) {
    liveText.add(date, line);
  },
  partner(date, { here, microphone, camera }) {
    date.partner_state = { here, microphone, camera };
    tick();
  },
};

function onMessage(name, payload) {
  if (snapshot === null) return;
  const date = dateOf(payload.date_id);
  if (name === "clock") onEvent.clock(payload);
  else if (date) onEvent[name](date, payload);
}

function onState(state, sentence) {
  dataset.server = state;
  document.getElementById("server-line").hidden = state !== "offline" || snapshot === null;
  if (!["replaced", "refused", "signed-out"].includes(state)) return;
  handover.set(null);
  connections.closeAll();
  introductions.meet([]);
  media.close();
  snapshot = current = null;
  document.getElementById("round-of").hidden = true;
  if (state === "refused") document.getElementById("refusal").textContent = sentence;
  showView(state);
}

/** Go to where the synchronised clock says we are. */
function advance({ late = false } = {}) {
  if (snapshot === null) return;
  current = situation(snapshot, clock.now());
  connections.keep(current.wanted, { late, iceServers: snapshot.ice_servers });
  if (current.running) connections.start(current.running.date_id);
  handover.set(current.changesAt);
  introductions.meet(current.known, (date) => beginsAt(snapshot.phases, date) - clock.now());
  paint();
  announcements.phaseBegan(current);
}

/** Which date the card after a talk asks about: the one just over, or the last one as long as it is open. */
function askedDate({ phase, running, previous }) {
  if (running || !previous) return null;
  if (phase.kind === "ended") return rating.asked ?? (previous.rating ? null : previous);
  const justOver = phase.kind === "changeover" && previous.round === phase.round - 1;
  return justOver || !previous.rating || rating.asked?.date_id === previous.date_id ? previous : null;
}

function paint() {
  const { phase, running } = current;
  Object.assign(dataset, { phase: phase.name, round: String(phase.round), dateId: String(running?.date_id ?? "") });
  const roundOf = document.getElementById("round-of");
  roundOf.hidden = phase.kind === "ended";
  roundOf.textContent = text("round-of", { round: phase.round, rounds: snapshot.event.rounds });
  if (!running) sheets.close();
  liveText.show(running);
  notes.show(running);
  rating.ask(askedDate(current));
  room.paint(snapshot, current);
  ({ between, ended })[viewOf(current)]?.paint(snapshot, current);
  showView(viewOf(current));
  tick();
}

/** Redraw what moves with time or with the connections. */
function tick() {
  if (current === null) return;
  const now = clock.now();
  const { phase, running, next } = current;
  dataset.connection = connections.state(running?.date_id);
  dataset.nextConnection = connections.state(next?.date_id);
  room.tick(current, now, knownAt);
  between.tick(snapshot, current, phase.paused ? knownAt : now);
  announcements.tick(current, now, knownAt);
  if (clock.jumped()) syncClock();
}

let syncing = false;

async function syncClock() {
  if (syncing || !connection.online) return;
  syncing = true;
  try {
    const { offset } = await measureOffset(() => connection.ask("ask_time", {}));
    clock.set(offset);
    advance();
  } catch (problem) {
    // The offset we have still holds; the next check-in measures again.
    passOver(problem);
  } finally {
    syncing = false;
  }
}

/** Tell the partner what of us can be heard and seen, when it has changed. */
async function tellMedia() {
  const { asking, microphone, camera } = media.state;
  if (asking || !connection.online || (told.microphone === microphone && told.camera === camera)) return;
  told = { microphone, camera };
  // If the server is away just now, the next check-in tells it.
  await connection.ask("show_media", { event_id: eventId, microphone, camera }).catch(passOver);
}

function enter() {
  media.open();
  connection.open();
}

createMediaView(media, text);
media.addEventListener("change", () => snapshot && tellMedia());
document.getElementById("take-over").addEventListener("click", enter);
window.addEventListener("pagehide", () => connections.closeAll());
setInterval(tick, TICK);
setInterval(syncClock, SYNC_EVERY);
showView("loading");
enter();
