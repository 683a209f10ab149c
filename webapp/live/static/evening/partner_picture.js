/** The one video element of the partner; it never shows a frame of somebody who has left. */

/**
 * @param {HTMLVideoElement} video
 * @param {HTMLButtonElement} playButton shown if the browser wants a touch before it plays
 * @param {() => void} onPicture called when the first frame of a stream is there
 */
export function createPartnerPicture(video, playButton, onPicture) {
  let attached = 0;
  let hasPicture = false;

  async function play() {
    try {
      await video.play();
      playButton.hidden = true;
    } catch (problem) {
      // AbortError: the stream was changed while it started; the next one starts by itself.
      if (problem.name === "NotAllowedError") playButton.hidden = false;
      else if (problem.name !== "AbortError") throw problem;
    }
  }

  function awaitFirstFrame() {
    const mine = attached;
    const arrived = () => {
      if (mine !== attached || hasPicture) return;
      hasPicture = true;
      onPicture();
    };
    if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(arrived);
    else video.addEventListener("playing", arrived, { once: true });
  }

  playButton.addEventListener("click", play);
  return {
    /** Show a stream; null takes away the picture and everything of it. */
    show(stream) {
      if (video.srcObject === stream) return;
      attached += 1;
      hasPicture = false;
      playButton.hidden = true;
      video.srcObject = stream;
      if (stream === null) {
        video.load();
        return;
      }
      awaitFirstFrame();
      play();
    },
    get hasPicture() {
      return hasPicture;
    },
  };
}
