/**
 * What happens now, and what next? Pure functions of the snapshot and a moment (ms by the server's clock).
 *
 * @typedef {{name: string, kind: "lobby"|"round"|"changeover"|"ended", round: number,
 *   begins_at: number|null, ends_at: number|null, paused: boolean}} Phase
 * @typedef {{here: boolean, in_hall: boolean, seat: string|null, microphone: boolean, camera: boolean}} PartnerState
 * @typedef {{meeting_id: number, round: number, offers: boolean, table: number, partner: object, called_off: boolean,
 *   partner_state: PartnerState, lines: object[], rating: object|null, met: boolean,
 *   longer?: {asked: boolean, agreed: boolean}}} AgendaMeeting
 * @typedef {{phase: Phase, running: AgendaMeeting|null, calledOff: AgendaMeeting|null, previous: AgendaMeeting|null,
 *   next: AgendaMeeting|null, wanted: AgendaMeeting[], known: AgendaMeeting[], changesAt: number|null,
 *   longer: boolean, until: number|null}} Situation
 */

// The partner's clock may be ahead of ours by so much; a phone that has just woken up is seconds off.
const CLOCKS_DIFFER = 5000;
// Of the time there is to prepare, the part in which pairs begin.
const SPREAD_OF_PREPARING = 0.4;
const GOLDEN_RATIO = 0.618034;
// Of a little longer, less is not worth a question.
const LEAST_GIVEN = 15_000;

/** The phase that runs at a moment; a paused one lasts until somebody resumes it. */
export function phaseAt(phases, now) {
  return phases.find((phase) => phase.paused || phase.ends_at === null || now < phase.ends_at) ?? phases.at(-1);
}

/**
 * Whether the two meet at the table of a hall, and need no pictures of each other.
 * @param {{me?: any}} snapshot @param {AgendaMeeting} meeting
 */
export function isInHall({ me }, meeting) {
  return Boolean(me?.in_hall && meeting.partner_state.in_hall);
}

/** The phase of a round. */
export function roundPhase(phases, round) {
  return phases.find((phase) => phase.kind === "round" && phase.round === round);
}

/** When a meeting begins by the clock as it is known now; an agenda may be older than the last change of the clock. */
export function beginsAt(phases, meeting) {
  return roundPhase(phases, meeting.round)?.begins_at ?? meeting.begins_at;
}

/** Whether a meeting is over. */
export function isOver(phase, meeting) {
  return phase.kind === "ended" || meeting.round < phase.round;
}

/** Whether a meeting runs now. */
export function isRunning(phase, meeting) {
  return phase.kind === "round" && meeting.round === phase.round;
}

/** Until when the changeover or break after a meeting lets it last, if both want it; null if that is not worth it. */
export function longerUntil({ phases, prepare_seconds: prepareSeconds }, meeting) {
  const after = phases.find((phase) => phase.kind === "changeover" && phase.round === meeting.round + 1);
  if (!after) return null;
  const until = after.ends_at - prepareSeconds * 1000;
  return until - after.begins_at >= LEAST_GIVEN ? until : null;
}

/** Whether a meeting goes on although its round is over. While the clock stands still, the time it was told at counts. */
function lastsLonger(snapshot, phase, meeting, now) {
  if (phase.kind !== "changeover" || meeting.round !== phase.round - 1 || !meeting.longer?.agreed) return false;
  const until = longerUntil(snapshot, meeting);
  return until !== null && (phase.paused ? (snapshot.known_at ?? now) : now) < until;
}

/** From when on signals of a meeting may come. */
function opensFrom(snapshot, meeting) {
  return beginsAt(snapshot.phases, meeting) - snapshot.prepare_seconds * 1000;
}

/**
 * From when on browsers connect for a meeting: not all pairs at the same moment, and the latest with time enough left.
 * Both sides know the number of their meeting, and so take the same moment.
 */
export function preparesFrom(snapshot, meeting) {
  const spread = snapshot.prepare_seconds * 1000 * SPREAD_OF_PREPARING;
  return opensFrom(snapshot, meeting) + Math.round(spread * shareOf(meeting.meeting_id));
}

/** A number from 0 up to 1 that neighbours do not share. */
function shareOf(id) {
  return (id * GOLDEN_RATIO) % 1;
}

/** Whether a signal of the partner of a meeting is expected: what comes at another time is not even looked at. */
export function maySignal(snapshot, meeting, now) {
  const phase = phaseAt(snapshot.phases, now);
  if (!meeting.called_off && lastsLonger(snapshot, phase, meeting, now)) return true;
  if (meeting.called_off || isOver(phase, meeting)) return false;
  return isRunning(phase, meeting) || now >= opensFrom(snapshot, meeting) - CLOCKS_DIFFER;
}

/**
 * Everything the page must know to show the right room with the right connections.
 * `wanted` are the meetings to be connected with, `known` those whose other side may be known by now, `calledOff`
 * the one that would run now; `until` the end of the one that runs, which may have a little `longer` than its round.
 * @param {{phases: Phase[], agenda: AgendaMeeting[], me?: any, cancelled?: AgendaMeeting[], prepare_seconds: number,
 *   lobby_seconds: number, known_at?: number}} snapshot
 * @param {number} now
 * @returns {Situation}
 */
export function situation(snapshot, now) {
  const { phases } = snapshot;
  const phase = phaseAt(phases, now);
  const agenda = snapshot.agenda.filter((meeting) => !meeting.called_off);
  const inRound = agenda.find((meeting) => isRunning(phase, meeting));
  const running = inRound ?? agenda.find((meeting) => lastsLonger(snapshot, phase, meeting, now)) ?? null;
  const longer = running !== null && running !== inRound;
  const until = longer ? longerUntil(snapshot, running) : phase.ends_at;
  const ahead = agenda.filter((meeting) => !isOver(phase, meeting) && meeting !== running);
  const next = ahead[0] ?? null;
  const preparesAt = next === null ? null : preparesFrom(snapshot, next);
  const prepares = next !== null && (preparesAt <= now);
  const lobbyAt = roundPhase(phases, 1).begins_at - snapshot.lobby_seconds * 1000;
  const open = lobbyAt <= now;
  return {
    phase,
    running,
    calledOff: [...snapshot.agenda.filter((meeting) => meeting.called_off), ...(snapshot.cancelled ?? [])]
      .find((meeting) => isRunning(phase, meeting)) ?? null,
    previous: agenda.filter((meeting) => isOver(phase, meeting) && meeting !== running).at(-1) ?? null,
    next,
    wanted: [running, prepares ? next : null].filter((meeting) => meeting !== null && !isInHall(snapshot, meeting)),
    known: [running, open ? next : null].filter((meeting) => meeting !== null),
    changesAt: phase.paused ? null : earliest([until, prepares ? null : preparesAt, open ? null : lobbyAt]),
    longer,
    until: running ? until : null,
  };
}

/** The view that belongs to a situation. */
export function viewOf({ phase, running }) {
  if (phase.kind === "ended") return "ended";
  return running ? "room" : "lobby";
}

/** Milliseconds a phase still lasts. A paused one stands still at what was known when it was told. */
export function remaining(phase, now, knownAt) {
  return phase.ends_at === null ? 0 : Math.max(0, phase.ends_at - (phase.paused ? knownAt : now));
}

function earliest(instants) {
  const known = instants.filter((instant) => instant !== null);
  return known.length ? Math.min(...known) : null;
}
