/** Sends answers until the server has them, and says truly why it does not have them yet. */

const MILLISECONDS_UNTIL_RETRY = 4000;

const BUSY = 503;

/**
 * @param {() => Promise<Response>} send sends what is to be stored, as it is at that moment
 * @param {(words: string) => void} tell
 * @param {Record<string, string>} words
 * @param {() => boolean} wanted whether it is still to be sent
 * @returns {Promise<Response|null>} the answer; null if it was not wanted any more
 */
export async function untilStored(send, tell, { busy, offline }, wanted = () => true) {
  while (wanted()) {
    try {
      const answer = await send();
      if (answer.status !== BUSY) return answer;
      tell(busy);
    } catch (problem) {
      if (!(problem instanceof TypeError)) throw problem; // what `fetch` throws where nothing answers
      tell(offline);
    }
    await new Promise((done) => setTimeout(done, MILLISECONDS_UNTIL_RETRY));
  }
  return null;
}

/** Whether the answer is one to a script, and not a page, such as the one to sign in. */
export function isForScripts(answer) {
  return Boolean(answer.headers.get("Content-Type")?.includes("application/json"));
}
