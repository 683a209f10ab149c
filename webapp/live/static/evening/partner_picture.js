/** The one video element of the partner; it never shows a frame of somebody who has left. */

// A face stays whole if at least this share of the picture can be seen.
const LEAST_SEEN = { wideInTall: 0.33, tallInWide: 0.7 };

/**
 * How a picture of one shape fills a stage of another: cut to it, or whole, or as a tall part of it.
 * @param {number} picture width by height
 * @param {number} stage width by height
 * @returns {"cover"|"tall"|"contain"}
 */
export function fitOf(picture, stage) {
  if (picture > stage) return stage / picture >= LEAST_SEEN.wideInTall ? "cover" : "tall";
  return picture / stage >= LEAST_SEEN.tallInWide ? "cover" : "contain";
}

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

  function fit() {
    const stage = video.parentElement.getBoundingClientRect();
    if (video.videoHeight && stage.height) video.dataset.fit = fitOf(video.videoWidth / video.videoHeight, stage.width / stage.height);
  }

  playButton.addEventListener("click", play);
  video.addEventListener("resize", fit);
  window.addEventListener("resize", fit);
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
