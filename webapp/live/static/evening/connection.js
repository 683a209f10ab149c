/** The one socket of the evening: checks in after every connect, asks with an answer, and comes back by itself. */

import { io } from "socket.io-client";
import { passes, pauseAfter } from "./patience.js";

const ANSWER_WITHIN = 5000;
// Where a thousand come at once they are let in one after the other: who asks again makes the queue longer.
const LET_IN_WITHIN = 20_000;
const TRY_AGAIN_AFTER = 1000;
const HEARD = ["clock", "signal", "said", "partner", "longer", "announcements", "help"];

/** The server said no; the sentence is meant for the person. */
export class Refusal extends Error {
  constructor({ name, sentence }) {
    super(sentence);
    this.name = name;
  }
}

/** There is no connection to the server, or it did not answer in time. */
export class Unreachable extends Error {}

/** The server answers, but cannot do it right now; the sentence is meant for the person. */
export class Busy extends Unreachable {
  constructor({ sentence }) {
    super(sentence);
  }
}

/** For messages that are sent again by themselves: passes over the two expected problems, nothing else. */
export function passOver(problem) {
  if (!(problem instanceof Refusal || problem instanceof Unreachable)) throw problem;
}

/** What to tell the person about a problem of `ask`; anything else than those two is a mistake of ours. */
export function sentenceFor(problem, whenUnreachable) {
  if (problem instanceof Refusal || problem instanceof Busy) return problem.message;
  if (problem instanceof Unreachable) return whenUnreachable;
  throw problem;
}

/**
 * "arriving": connected, and not let in yet.
 * @typedef {"connecting"|"arriving"|"online"|"offline"|"busy"|"replaced"|"refused"|"signed-out"} ConnectionState
 */

export class Connection {
  #state = "connecting";
  #refusedInARow = 0;

  /**
   * @param {{eventId: number, language: string, shown: () => {microphone: boolean, camera: boolean},
   *   onSnapshot: (snapshot: object, roundTrip: number, shown: object) => void,
   *   onMessage: (name: string, payload: object) => void,
   *   onState: (state: ConnectionState, sentence?: string) => void}} wiring
   */
  constructor({ eventId, language, shown, onSnapshot, onMessage, onState }) {
    this.eventId = eventId;
    this.language = language;
    this.shown = shown;
    this.onSnapshot = onSnapshot;
    this.onMessage = onMessage;
    this.onState = onState;
    this.socket = io({
      transports: ["websocket"],
      autoConnect: false,
      reconnectionDelay: 200,
      reconnectionDelayMax: 1000,
      randomizationFactor: 0.5,
      timeout: 5000,
    });
    this.#listen();
  }

  /** Whether the server has let us in and answers. */
  get online() {
    return this.#state === "online";
  }

  /** Connect, for the first time or once more after somebody else took over. */
  open() {
    this.#become("connecting");
    this.socket.connect();
  }

  /**
   * Send an event and wait for the answer. Who is told "busy" asks again with what is true by then, not with this.
   * @throws {Refusal|Unreachable|Busy}
   */
  async ask(name, payload, within = ANSWER_WITHIN) {
    if (!this.socket.connected) throw new Unreachable(name);
    const answer = await this.socket.timeout(within).emitWithAck(name, payload).catch(() => null);
    if (answer === null) throw new Unreachable(name);
    if (!answer.error) return answer;
    throw passes(answer.error) ? new Busy(answer.error) : new Refusal(answer.error);
  }

  get #ended() {
    return ["replaced", "refused"].includes(this.#state);
  }

  #become(state, sentence) {
    this.#state = state;
    this.onState(state, sentence);
  }

  #listen() {
    const { socket } = this;
    socket.on("connect", () => this.#checkIn());
    socket.on("connect_error", (problem) => this.#notLetIn(problem));
    socket.on("disconnect", (reason) => this.#lost(reason));
    socket.on("agenda", () => this.#checkIn());
    socket.on("replaced", () => {
      this.#become("replaced");
      socket.disconnect();
    });
    socket.on("dismissed", ({ sentence }) => {
      this.#become("refused", sentence);
      socket.disconnect();
    });
    for (const name of HEARD) socket.on(name, (payload) => this.onMessage(name, payload));
    // The old connection may be dead without knowing it; waiting for its heartbeat would cost seconds.
    window.addEventListener("online", () => this.#ended || socket.disconnect().connect());
  }

  #lost(reason) {
    if (this.#ended) return;
    this.#become("offline");
    if (reason === "io server disconnect") setTimeout(() => this.socket.connect(), TRY_AGAIN_AFTER);
  }

  /** Nothing came through, and Socket.IO tries again by itself; or the server has answered with a refusal. */
  #notLetIn({ data = undefined }) {
    if (this.socket.active) return this.#become("offline");
    if (!passes(data)) return this.#become("signed-out");
    this.#become("busy", data.sentence);
    this.#refusedInARow += 1;
    setTimeout(() => this.#ended || this.socket.connect(), pauseAfter(this.#refusedInARow));
  }

  async #checkIn() {
    const started = performance.now();
    const { eventId, language } = this;
    const shown = this.shown();
    if (["connecting", "offline"].includes(this.#state)) this.#become("arriving");
    try {
      const { snapshot } = await this.ask("check_in", { event_id: eventId, language, ...shown }, LET_IN_WITHIN);
      this.#refusedInARow = 0;
      this.#become("online");
      this.onSnapshot(snapshot, performance.now() - started, shown);
    } catch (problem) {
      this.#notCheckedIn(problem);
    }
  }

  #notCheckedIn(problem) {
    if (problem instanceof Refusal) return this.#become("refused", problem.message);
    if (!(problem instanceof Unreachable)) throw problem;
    if (!(problem instanceof Busy)) return this.#checkInAfter(TRY_AGAIN_AFTER);
    this.#become("busy", problem.message);
    this.#refusedInARow += 1;
    this.#checkInAfter(pauseAfter(this.#refusedInARow));
  }

  #checkInAfter(milliseconds) {
    setTimeout(() => this.socket.connected && this.#checkIn(), milliseconds);
  }
}
