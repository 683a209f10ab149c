/** The one socket of the evening: checks in after every connect, asks with an answer, and comes back by itself. */

import { io } from "../../vendor/socket.io.esm.min.js";

const ANSWER_WITHIN = 5000;
const TRY_AGAIN_AFTER = 1000;
const HEARD = ["clock", "signal", "said", "partner", "agenda"];

/** The server said no; the sentence is meant for the person. */
export class Refusal extends Error {
  constructor({ name, sentence }) {
    super(sentence);
    this.name = name;
  }
}

/** There is no connection to the server, or it did not answer in time. */
export class Unreachable extends Error {}

/** What to tell the person about a problem of `ask`; anything else than those two is a mistake of ours. */
export function sentenceFor(problem, whenUnreachable) {
  if (problem instanceof Refusal) return problem.message;
  if (problem instanceof Unreachable) return whenUnreachable;
  throw problem;
}

/**
 * @param {{eventId: number, language: string, onSnapshot: (snapshot: object, roundTrip: number) => void,
 *   onMessage: (name: string, payload: object) => void,
 *   onState: (state: "connecting"|"online"|"offline"|"replaced"|"refused"|"signed-out", sentence?: string) => void}} wiring
 */
export function createConnection({ eventId, language, onSnapshot, onMessage, onState }) {
  const socket = io({
    transports: ["websocket"],
    autoConnect: false,
    reconnectionDelay: 200,
    reconnectionDelayMax: 1000,
    timeout: 5000,
  });
  let online = false;
  let ended = false;

  function setState(state, sentence) {
    online = state === "online";
    ended = ["replaced", "refused"].includes(state);
    onState(state, sentence);
  }

  async function ask(name, payload) {
    if (!socket.connected) throw new Unreachable(name);
    const answer = await socket.timeout(ANSWER_WITHIN).emitWithAck(name, payload).catch(() => null);
    if (answer === null) throw new Unreachable(name);
    if (answer.error) throw new Refusal(answer.error);
    return answer;
  }

  async function checkIn() {
    const started = performance.now();
    try {
      const { snapshot } = await ask("check_in", { event_id: eventId, language });
      setState("online");
      onSnapshot(snapshot, performance.now() - started);
    } catch (problem) {
      if (problem instanceof Refusal) setState("refused", problem.message);
      else if (socket.connected) setTimeout(checkIn, TRY_AGAIN_AFTER);
      else if (!(problem instanceof Unreachable)) throw problem;
    }
  }

  function reconnect() {
    socket.disconnect();
    socket.connect();
  }

  socket.on("connect", checkIn);
  socket.on("connect_error", () => setState(socket.active ? "offline" : "signed-out"));
  socket.on("disconnect", (reason) => {
    if (ended) return;
    setState("offline");
    if (reason === "io server disconnect") setTimeout(() => socket.connect(), TRY_AGAIN_AFTER);
  });
  socket.on("replaced", () => {
    setState("replaced");
    socket.disconnect();
  });
  for (const name of HEARD) {
    socket.on(name, (payload) => (name === "agenda" ? checkIn() : onMessage(name, payload)));
  }
  // The old connection may be dead without knowing it; waiting for its heartbeat would cost seconds.
  window.addEventListener("online", () => ended || reconnect());

  return {
    open() {
      setState("connecting");
      socket.connect();
    },
    ask,
    isOnline: () => online,
  };
}
