/**
 * What happens now, and what next? Pure functions of the snapshot and a moment (ms by the server's clock).
 *
 * @typedef {{name: string, kind: "lobby"|"round"|"changeover"|"ended", round: number,
 *   begins_at: number|null, ends_at: number|null, paused: boolean}} Phase
 * @typedef {{here: boolean, microphone: boolean, camera: boolean}} PartnerState
 * @typedef {{date_id: number, round: number, offers: boolean, table: number, partner: object,
 *   partner_state: PartnerState, lines: object[], rating: object|null}} AgendaDate
 * @typedef {{phase: Phase, running: AgendaDate|null, previous: AgendaDate|null, next: AgendaDate|null,
 *   wanted: AgendaDate[], known: AgendaDate[], changesAt: number|null}} Situation
 */

/** The phase that runs at a moment; a paused one lasts until somebody resumes it. */
export function phaseAt(phases, now) {
  return phases.find((phase) => phase.paused || phase.ends_at === null || now < phase.ends_at) ?? phases.at(-1);
}

/** The phase of a round. */
export function roundPhase(phases, round) {
  return phases.find((phase) => phase.kind === "round" && phase.round === round);
}

/** When a date begins by the clock as it is known now; an agenda may be older than the last change of the clock. */
export function beginsAt(phases, date) {
  return roundPhase(phases, date.round)?.begins_at ?? date.begins_at;
}

/** Whether a date is over. */
export function isOver(phase, date) {
  return phase.kind === "ended" || date.round < phase.round;
}

/** Whether a date runs now. */
export function isRunning(phase, date) {
  return phase.kind === "round" && date.round === phase.round;
}

/**
 * Everything the page must know to show the right room with the right connections.
 * `wanted` are the dates to be connected with, `known` those whose other side may be known by now.
 * @param {{phases: Phase[], agenda: AgendaDate[], prepare_seconds: number, doors_seconds: number}} snapshot
 * @param {number} now
 * @returns {Situation}
 */
export function situation(snapshot, now) {
  const { phases, agenda } = snapshot;
  const phase = phaseAt(phases, now);
  const running = agenda.find((date) => isRunning(phase, date)) ?? null;
  const ahead = agenda.filter((date) => !isOver(phase, date) && date !== running);
  const next = ahead[0] ?? null;
  const preparesAt = next === null ? null : beginsAt(phases, next) - snapshot.prepare_seconds * 1000;
  const prepares = next !== null && (preparesAt <= now);
  const doorsAt = roundPhase(phases, 1).begins_at - snapshot.doors_seconds * 1000;
  const open = doorsAt <= now;
  return {
    phase,
    running,
    previous: agenda.filter((date) => isOver(phase, date)).at(-1) ?? null,
    next,
    wanted: [running, prepares ? next : null].filter((date) => date !== null),
    known: [running, open ? next : null].filter((date) => date !== null),
    changesAt: phase.paused ? null : earliest([phase.ends_at, prepares ? null : preparesAt, open ? null : doorsAt]),
  };
}

/** The view that belongs to a situation. */
export function viewOf({ phase, running }) {
  if (phase.kind === "ended") return "ended";
  return running ? "room" : "between";
}

/** Milliseconds a phase still lasts. A paused one stands still at what was known when it was told. */
export function remaining(phase, now, knownAt) {
  return phase.ends_at === null ? 0 : Math.max(0, phase.ends_at - (phase.paused ? knownAt : now));
}

function earliest(instants) {
  const known = instants.filter((instant) => instant !== null);
  return known.length ? Math.min(...known) : null;
}
