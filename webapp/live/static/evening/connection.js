/** The one socket of the evening: checks in after every connect, asks with an answer, and comes back by itself. */

import { io } from "../../vendor/socket.io.esm.min.js";

const ANSWER_WITHIN = 5000;
const TRY_AGAIN_AFTER = 1000;
const HEARD = ["clock", "signal", "said", "partner"];

/** The server said no; the sentence is meant for the person. */
export class Refusal extends Error {
  constructor({ name, sentence }) {
    super(sentence);
    this.name = name;
  }
}

/** There is no connection to the server, or it did not answer in time. */
export class Unreachable extends Error {}

/** For messages that are sent again by themselves: passes over the two expected problems, nothing else. */
export function passOver(problem) {
  if (!(problem instanceof Refusal || problem instanceof Unreachable)) throw problem;
}

/** What to tell the person about a problem of `ask`; anything else than those two is a mistake of ours. */
export function sentenceFor(problem, whenUnreachable) {
  if (problem instanceof Refusal) return problem.message;
  if (problem instanceof Unreachable) return whenUnreachable;
  throw problem;
}

/**
 * @typedef {"connecting"|"online"|"offline"|"replaced"|"refused"|"signed-out"} ConnectionState
 */

export class Connection {
  #state = "connecting";

  /**
   * @param {{eventId: number, language: string, onSnapshot: (snapshot: object, roundTrip: number) => void,
   *   onMessage: (name: string, payload: object) => void,
   *   onState: (state: ConnectionState, sentence?: string) => void}} wiring
   */
  constructor({ eventId, language, onSnapshot, onMessage, onState }) {
    Object.assign(this, { eventId, language, onSnapshot, onMessage, onState });
    this.socket = io({
      transports: ["websocket"],
      autoConnect: false,
      reconnectionDelay: 200,
      reconnectionDelayMax: 1000,
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
   * Send an event and wait for the answer.
   * @throws {Refusal|Unreachable}
   */
  async ask(name, payload) {
    if (!this.socket.connected) throw new Unreachable(name);
    const answer = await this.socket.timeout(ANSWER_WITHIN).emitWithAck(name, payload).catch(() => null);
    if (answer === null) throw new Unreachable(name);
    if (answer.error) throw new Refusal(answer.error);
    return answer;
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
    socket.on("connect_error", () => this.#become(socket.active ? "offline" : "signed-out"));
    socket.on("disconnect", (reason) => this.#lost(reason));
    socket.on("agenda", () => this.#checkIn());
    socket.on("replaced", () => {
      this.#become("replaced");
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

  async #checkIn() {
    const started = performance.now();
    try {
      const { snapshot } = await this.ask("check_in", { event_id: this.eventId, language: this.language });
      this.#become("online");
      this.onSnapshot(snapshot, performance.now() - started);
    } catch (problem) {
      if (problem instanceof Refusal) this.#become("refused", problem.message);
      else if (!(problem instanceof Unreachable)) throw problem;
      else if (this.socket.connected) setTimeout(() => this.#checkIn(), TRY_AGAIN_AFTER);
    }
  }
}
