/** The socket of the desk: says when there is something new to fetch, so that nothing is asked again and again. */

import { io } from "socket.io-client";

const ANSWER_WITHIN = 5000;
const TRY_AGAIN_AFTER = 2000;

/**
 * @param {number} eventId
 * @param {{onNews: () => void, onLost: () => void}} heard news also come with each connection: much may have happened
 */
export function watchDesk(eventId, { onNews, onLost }) {
  const socket = io({ transports: ["websocket"], reconnectionDelay: 200, reconnectionDelayMax: 1000, timeout: 5000 });

  /** Also whoever is put out, or not let in, comes back by themselves once they may. */
  function again() {
    onLost();
    setTimeout(() => socket.connect(), TRY_AGAIN_AFTER);
  }

  async function watch() {
    const answer = await socket.timeout(ANSWER_WITHIN).emitWithAck("watch_desk", { event_id: eventId }).catch(() => null);
    if (answer?.ok) return onNews();
    onLost();
    setTimeout(() => socket.connected && watch(), TRY_AGAIN_AFTER);
  }

  socket.on("connect", watch);
  socket.on("desk", onNews);
  socket.on("connect_error", () => (socket.active ? onLost() : again()));
  socket.on("disconnect", (reason) => (reason === "io server disconnect" ? again() : onLost()));
  // The old connection may be dead without knowing it.
  window.addEventListener("online", () => socket.disconnect().connect());
}
