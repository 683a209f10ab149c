/** Watches a media connection and has it repaired: first a new path, then a new connection. */

// `disconnected` often heals by itself; only when nothing arrives any more it is taken seriously.
const LOOK_AFTER = 1200;
// A cheap phone needs its time for the keys: who begins anew too early never gets there.
const CONNECT_WITHIN = 10_000;
const TRY_AGAIN_AFTER = 10_000;

/**
 * @param {RTCPeerConnection} pc
 * @param {{onState: (state: import("./peer.js").PeerState) => void, repair: (harder: boolean) => void}} act
 * @returns {() => void} stop watching
 */
export function watchHealth(pc, { onState, repair }) {
  let timer = 0;
  let repairs = 0;

  function repairSoon(wait) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (pc.iceConnectionState !== "connected" || pc.connectionState !== "connecting") {
        repairs += 1;
        repair(repairs > 1);
      }
      repairSoon(TRY_AGAIN_AFTER);
    }, wait);
  }

  async function lookClosely() {
    const before = await bytesReceived(pc);
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (pc.connectionState !== "disconnected") return;
      if ((await bytesReceived(pc)) > before) {
        lookClosely();
      } else {
        onState("lost");
        repairSoon(0);
      }
    }, LOOK_AFTER);
  }

  const react = {
    connecting() {
      onState("connecting");
      if (repairs === 0) repairSoon(CONNECT_WITHIN);
    },
    connected() {
      clearTimeout(timer);
      repairs = 0;
      onState("connected");
    },
    disconnected: lookClosely,
    failed() {
      onState("lost");
      repairSoon(0);
    },
  };
  pc.onconnectionstatechange = () => react[pc.connectionState]?.();
  return () => {
    clearTimeout(timer);
    pc.onconnectionstatechange = null;
  };
}

/** Bytes that have arrived over all transports. */
async function bytesReceived(pc) {
  let bytes = 0;
  for (const report of (await pc.getStats()).values()) {
    if (report.type === "transport") bytes += report.bytesReceived ?? 0;
  }
  return bytes;
}
