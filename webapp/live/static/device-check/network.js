/** Whether videos get through from here: by each relay there is, the quickest kind first, or directly if there is none. */

const PATIENCE = 8000;

/** @param {string} url of a relay @returns {"udp"|"tcp"|"tls"} */
export function kindOf(url) {
  if (url.startsWith("turns:")) return "tls";
  return url.includes("transport=tcp") ? "tcp" : "udp";
}

/**
 * Each relay address on its own, UDP before TCP before TLS.
 * @param {{urls: string|string[], username?: string, credential?: string}[]} servers
 */
export function relaysOf(servers) {
  const kinds = ["udp", "tcp", "tls"];
  return servers
    .flatMap(({ urls, ...rest }) => [urls].flat().map((url) => ({ urls: url, ...rest })))
    .filter(({ urls }) => urls.startsWith("turn"))
    .sort((one, other) => kinds.indexOf(kindOf(one.urls)) - kinds.indexOf(kindOf(other.urls)));
}

/** Connect this page with itself over a relay, or directly; whether that works in time. */
async function getsThrough(iceServers, iceTransportPolicy) {
  const [one, other] = [new RTCPeerConnection({ iceServers, iceTransportPolicy }), new RTCPeerConnection({ iceServers, iceTransportPolicy })];
  one.onicecandidate = ({ candidate }) => candidate && other.addIceCandidate(candidate);
  other.onicecandidate = ({ candidate }) => candidate && one.addIceCandidate(candidate);
  const channel = one.createDataChannel("check");
  const opened = new Promise((resolve) => (channel.onopen = () => resolve(true)));
  try {
    await one.setLocalDescription();
    await other.setRemoteDescription(one.localDescription);
    await other.setLocalDescription();
    await one.setRemoteDescription(other.localDescription);
    return await Promise.race([opened, new Promise((resolve) => setTimeout(() => resolve(false), PATIENCE))]);
  } finally {
    one.close();
    other.close();
  }
}

/** @param {object[]} servers @returns {Promise<"direct"|"udp"|"tcp"|"tls"|"none">} */
export async function bestWay(servers) {
  const relays = relaysOf(/** @type {any} */ (servers));
  if (!relays.length) return (await getsThrough([], "all")) ? "direct" : "none";
  for (const relay of relays) if (await getsThrough([relay], "relay")) return kindOf(relay.urls);
  return "none";
}
