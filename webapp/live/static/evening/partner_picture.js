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

// A camera sends several pictures a second, however bad the way; after so long without one it stands still.
export const STALLED_AFTER = 4000;

/**
 * What the picture of a stream is worth at a moment.
 * @param {number|null} lastFrame when the last frame was shown, ms; null if none was
 * @param {number} now
 * @returns {"none"|"fresh"|"stalled"}
 */
export function freshness(lastFrame, now) {
  if (lastFrame === null) return "none";
  return now - lastFrame > STALLED_AFTER ? "stalled" : "fresh";
}

/** Keeps the moment of the last frame; `onFresh` is called when one arrives after none, or after a standstill. */
function watchFrames(video, onFresh) {
  let stream = 0;
  let last = null;
  const now = () => performance.now();

  function next(mine) {
    const arrived = () => {
      if (mine !== stream) return;
      const before = freshness(last, now());
      last = now();
      next(mine);
      if (before !== "fresh") onFresh();
    };
    if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(arrived);
    else video.addEventListener("timeupdate", arrived, { once: true });
  }

  // A page in the background is not painted: that its picture stood still meanwhile says nothing.
  document.addEventListener("visibilitychange", () => { last = last === null ? null : now(); });
  return {
    await: () => next(stream),
    forget() {
      stream += 1;
      last = null;
    },
    get freshness() {
      return freshness(last, now());
    },
  };
}

/**
 * @param {HTMLVideoElement} video
 * @param {HTMLButtonElement} playButton shown if the browser wants a touch before it plays
 * @param {() => void} onPicture called when the first frame of a stream is there
 */
export function createPartnerPicture(video, playButton, onPicture) {
  const frames = watchFrames(video, onPicture);
  let blocked = false;

  async function play() {
    try {
      await video.play();
      blocked = false;
    } catch (problem) {
      // AbortError: the stream was changed while it started; the next one starts by itself.
      if (problem.name === "NotAllowedError") blocked = true;
      else if (problem.name !== "AbortError") throw problem;
    }
    offer();
  }

  /** Ask for the touch only where there is something to be played. */
  function offer() {
    const stream = /** @type {MediaStream|null} */ (video.srcObject);
    playButton.hidden = !(blocked && stream?.getTracks().length);
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
      frames.forget();
      blocked = false;
      video.srcObject = stream;
      offer();
      if (stream === null) {
        video.load();
        return;
      }
      frames.await();
      play();
    },
    /** A browser that wanted a touch first lets it play once the person's own camera or microphone is at work. */
    tryAgain() {
      if (blocked) play();
    },
    offer,
    get freshness() {
      return frames.freshness;
    },
  };
}
