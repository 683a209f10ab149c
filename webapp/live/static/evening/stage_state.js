/** What the stage shows while a meeting runs: the picture, or one calm sentence instead of it. */

// A connection is normally there at once; after this long the person should know that something is odd.
export const SLOW_AFTER = 12_000;

/**
 * @param {{partner: {here: boolean, microphone: boolean, camera: boolean}, connection: string,
 *   picture: "none"|"fresh"|"stalled", sinceStart: number}} seen
 * @returns {"picture"|"absent"|"connecting"|"camera-off"|"text-only"|"lost"|"stalled"|"slow"}
 */
export function stageState({ partner, connection, picture, sinceStart }) {
  const connected = connection === "connected";
  if (connected && picture === "fresh" && partner.camera) return "picture";
  if (!partner.here && !connected) return "absent";
  if (!partner.camera) return partner.microphone ? "camera-off" : "text-only";
  if (connection === "lost") return "lost";
  if (connected && picture === "stalled") return "stalled";
  return sinceStart > SLOW_AFTER ? "slow" : "connecting";
}
