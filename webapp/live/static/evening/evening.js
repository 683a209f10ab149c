/** The whole evening on one page: puts the parts together. Each part is a file of its own. */

import { createEnded } from "./agenda.js";
import { createAnnounced } from "./announced.js";
import { createChime } from "./chime.js";
import { Busy, Connection, passOver } from "./connection.js";
import { createDeviceChoice } from "./device_choice.js";
import { createHandover } from "./handover.js";
import { createHelp } from "./help.js";
import { LiveText } from "./live_text.js";
import { createLobby } from "./lobby.js";
import { createLonger } from "./longer.js";
import { Media } from "./media.js";
import { createMediaView } from "./media_view.js";
import { all, createSheets, find, readTexts, showView } from "./page.js";
import { createIntroductions, titleOf } from "./partner.js";
import { PAUSE } from "./patience.js";
import { MeetingConnections } from "./peers.js";
import { beginsAt, maySignal, situation, viewOf } from "./phases.js";
import { createNotes, Rating } from "./rating.js";
import { createRoom } from "./room.js";
import { createServerClock, measureTime } from "./server_clock.js";
import { createAnnouncer, createPhaseSpeaker } from "./spoken.js";
import { createWayIn, serverAnswers } from "./way_in.js";
import { createWayTold } from "./way_told.js";

const TICK = 250;
const SYNC_EVERY = 120_000;
// Whoever comes back knows the time: where all come back at once, getting in goes before.
const SYNC_AGAIN_WITHIN = 20_000;

const root = document.getElementById("evening");
const view = (name) => find(root, `[data-view="${name}"]`);
const eventId = Number(root.dataset.eventId);
const { language, timeZone } = root.dataset;
const { dataset } = document.body;
const text = readTexts(document.querySelector("#texts"));
const clockTime = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone });
const announce = createAnnouncer(document.getElementById("announcements"));

let snapshot = null;
let knownAt = 0;
let current = null;
let told = null;

const clock = createServerClock();
const media = new Media(sessionStorage);
const handover = createHandover(clock.now, () => advance());
const connection = new Connection({ eventId, language, shown: () => media.live, onSnapshot, onMessage, onState });
const wayIn = createWayIn({ probe: () => serverAnswers(import.meta.url), say: sayWay });
const connections = new MeetingConnections({
  media,
  signal: (payload) => connection.ask("signal", payload),
  onChange: () => requestAnimationFrame(tick),
});
const introductions = createIntroductions({
  ask: (meetingId) => connection.ask("ask_partner", { meeting_id: meetingId }).catch(passOver),
  onLearned,
});
const sheets = createSheets(view("room"), (panelId) => panelId === "text-panel" && liveText.read());
const notes = createNotes(document.querySelector("#notes"), sessionStorage);
const liveText = new LiveText(view("room"), {
  text, sheets, announce,
  say: (meetingId, line, key) => connection.ask("say", { meeting_id: meetingId, text: line, key }),
});
const ratingCard = find(root, "[data-rating]");
const rating = new Rating(ratingCard, {
  text,
  notes,
  onRated: () => viewOf(current) === "ended" && ended.paint(snapshot),
  rate: (meetingId, impression, note) => connection.ask("rate", { meeting_id: meetingId, impression, note }),
});
const lobby = createLobby(view("lobby"), { text, clockTime });
const chime = createChime();
const room = createRoom(view("room"), { text, clockTime, connections, onPicture: tick, chime });
const ended = createEnded(view("ended"), { text, rating, ratingCard });
const phaseSpeaker = createPhaseSpeaker(announce, text, chime);
const longer = createLonger(document.getElementById("longer"), {
  text,
  announce,
  onAnswer: () => advance(),
  ask: (meetingId, wanted) => connection.ask("ask_longer", { meeting_id: meetingId, wanted }),
});
const help = createHelp(/** @type {HTMLDialogElement} */ (document.getElementById("help")), {
  text,
  announce,
  call: (kind, words) => connection.ask("call_for_help", { event_id: eventId, kind, words }),
});
const wayTold = createWayTold({
  tell: (payload) => connection.ask("tell_way", payload),
  online: () => connection.online,
  measure: (meetingId) => connections.way(meetingId),
  picture: () => room.picture(),
});
const announced = createAnnounced({ announce, clockTime, memory: sessionStorage });

function onSnapshot(next, roundTrip, shown) {
  const isFirst = snapshot === null;
  if (isFirst) media.remember(next.me);
  for (const meeting of snapshot?.agenda ?? []) partFromOther(meeting, next.agenda.find((other) => other.meeting_id === meeting.meeting_id));
  told = shown;
  snapshot = next;
  clock.hear(next.server_time, roundTrip);
  learn(next.server_time, next.phases);
  announced.show(next.announcements);
  help.show(next.help);
  advance({ late: true });
  connections.retry();
  wayTold.forget();
  rating.flush();
  tellMedia();
  tellWish();
  if (isFirst) syncClock();
  else setTimeout(syncClock, Math.random() * SYNC_AGAIN_WITHIN);
}

/** Phases as the server told them at a moment. */
function learn(serverTime, phases) {
  snapshot.phases = phases;
  snapshot.known_at = knownAt = serverTime;
}

/** Who sits on the other side of a meeting. */
function onLearned(meetingId, partner) {
  const meeting = meetingOf(meetingId);
  if (!meeting) return;
  meeting.partner = partner;
  paint();
}

const meetingOf = (meetingId) => snapshot?.agenda.find((meeting) => meeting.meeting_id === meetingId);

const onEvent = {
  clock({ server_time: serverTime, phases }) {
    clock.hearAtLeast(serverTime);
    learn(serverTime, phases);
    advance();
  },
  signal(meeting, { kind, data }) {
    if (maySignal(snapshot, meeting, clock.now())) connections.take(meeting, kind, data);
  },
  longer(meeting, { agreed }) {
    longer.hear(meeting, agreed);
    advance();
  },
  said(meeting, { line }) {
    liveText.add(meeting, line);
  },
  partner(meeting, { called_off: calledOff, here, in_hall: inHall, seat, microphone, camera }) {
    const now = { ...meeting, called_off: calledOff, partner_state: { here, in_hall: inHall, seat, microphone, camera } };
    const others = partFromOther(meeting, now);
    const newlyOff = calledOff && !meeting.called_off;
    const moved = inHall !== meeting.partner_state.in_hall;
    Object.assign(meeting, now);
    if (newlyOff) announce(text("say-called-off", { name: titleOf(meeting) }));
    if (others || newlyOff || moved) advance();
    else tick();
  },
};

/** Let go of the connection of a meeting that is gone, or on whose other side somebody else sits; tell whether so. */
function partFromOther(meeting, now) {
  const { seat } = meeting.partner_state;
  const others = Boolean(seat) && seat !== now?.partner_state.seat;
  if (others || now?.called_off) connections.part(meeting.meeting_id);
  return others;
}

function onMessage(name, payload) {
  if (snapshot === null) return;
  const meeting = meetingOf(payload.meeting_id);
  if (name === "clock") onEvent.clock(payload);
  else if (name === "help") help.show(payload.state);
  else if (name === "announcements") announced.show(payload.announcements);
  else if (meeting) onEvent[name](meeting, payload);
}

/** Say what is known of the way to the server: at first in place of the evening, later in a line above it. */
function sayWay(verdict) {
  if (verdict) dataset.way = verdict;
  else delete dataset.way;
  for (const words of all("[data-way-is]")) words.hidden = words.dataset.wayIs !== (verdict ?? "open");
  if (snapshot === null && verdict) showView("no-way");
}

/** @param {import("./connection.js").ConnectionState} state @param {string} [sentence] */
function onState(state, sentence) {
  dataset.server = state;
  document.getElementById("server-line").hidden = !["offline", "busy"].includes(state) || snapshot === null;
  if (["connecting", "offline"].includes(state)) wayIn.lost();
  else wayIn.done();
  if (state === "busy") sayWay("busy");
  else if (dataset.way === "busy") sayWay(null);
  if (!["replaced", "refused", "signed-out"].includes(state)) return;
  handover.set(null);
  connections.closeAll();
  introductions.meet([], () => 0);
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
  if (current.running) connections.start(current.running.meeting_id);
  handover.set(current.changesAt);
  introductions.meet(current.known, (meeting) => beginsAt(snapshot.phases, meeting) - clock.now());
  paint();
  phaseSpeaker.phaseBegan(current);
}

/** Which meeting the card after a talk asks about: the one just over, or the last one as long as it is open. */
function askedMeeting({ phase, running, previous }) {
  if (running || !previous) return null;
  if (phase.kind === "ended") return rating.asked ?? (previous.met && !previous.rating ? previous : null);
  if (!previous.met) return null;
  const justOver = phase.kind === "changeover" && previous.round === phase.round - 1;
  return justOver || !previous.rating || rating.asked?.meeting_id === previous.meeting_id ? previous : null;
}

function paint() {
  const { phase, running } = current;
  Object.assign(dataset, { phase: phase.name, round: String(phase.round), meetingId: String(running?.meeting_id ?? "") });
  const roundOf = document.getElementById("round-of");
  roundOf.hidden = phase.kind === "ended";
  roundOf.textContent = text("round-of", { round: phase.round, rounds: snapshot.event.rounds });
  if (!running) sheets.close();
  liveText.show(running);
  notes.show(running);
  rating.ask(askedMeeting(current));
  room.paint(snapshot, current);
  ({ lobby, ended })[viewOf(current)]?.paint(snapshot, current);
  showView(viewOf(current));
  tick();
}

/** Redraw what moves with time or with the connections. */
function tick() {
  if (current === null) return;
  const now = clock.now();
  const { phase, running, next } = current;
  if (running?.partner_state.here) running.met = true;
  dataset.connection = connections.state(running?.meeting_id);
  dataset.nextConnection = connections.state(next?.meeting_id);
  longer.tick(snapshot, current, room.tick(current, now, knownAt));
  wayTold.look(running);
  lobby.tick(snapshot, current, phase.paused ? knownAt : now);
  phaseSpeaker.tick(current, now, knownAt);
  if (clock.jumped()) syncClock();
}

let syncing = false;

async function syncClock() {
  if (syncing || !connection.online) return;
  syncing = true;
  try {
    const { time, at } = await measureTime(() => connection.ask("ask_time", {}));
    clock.set(time, at);
    advance();
  } catch (problem) {
    // The time we have still holds; the next check-in brings it anew.
    passOver(problem);
  } finally {
    syncing = false;
  }
}

/** Tell the partner what of us can be heard and seen, when it has changed. */
async function tellMedia() {
  const { microphone, camera } = media.live;
  if (!connection.online || (told.microphone === microphone && told.camera === camera)) return;
  told = { microphone, camera };
  try {
    await connection.ask("show_media", { event_id: eventId, microphone, camera });
  } catch (problem) {
    passOver(problem);
    // If the server is away just now, the next check-in tells it; if it is busy, we do.
    if (problem instanceof Busy) {
      told = {};
      setTimeout(tellMedia, PAUSE);
    }
  }
}

function enter() {
  media.open();
  connection.open();
}

let wish = null;

/** Keep what the person has chosen, for their other devices, too; if the server is away, once it is back. */
async function tellWish() {
  if (wish === null || !connection.online) return;
  const told = wish;
  try {
    await connection.ask("choose_media", { event_id: eventId, ...told });
    if (wish === told) wish = null;
  } catch (problem) {
    passOver(problem);
    if (problem instanceof Busy) setTimeout(tellWish, PAUSE);
  }
}

createMediaView(media, text);
createDeviceChoice(media);
media.addEventListener("wish", (event) => {
  wish = /** @type {CustomEvent} */ (event).detail;
  tellWish();
});
media.addEventListener("change", () => {
  if (snapshot) tellMedia();
  room.tryToPlay();
});
document.getElementById("take-over").addEventListener("click", enter);
window.addEventListener("pagehide", () => connections.closeAll());
setInterval(tick, TICK);
setInterval(syncClock, SYNC_EVERY);
showView("loading");
enter();
