/** The own picture, the buttons for sound and camera, and what to do if a device is missing. */

import { all, find } from "./page.js";

// A browser that was allowed before answers at once; only a question that stands is explained.
const EXPLAIN_AFTER = 500;

/**
 * @param {import("./media.js").Media} media
 * @param {(name: string) => string} text
 */
export function createMediaView(media, text) {
  const showLevel = createLevelMeter(document.querySelector("#level"));
  let shownStream = null;
  let explain = false;

  function paintPictures({ microphone, camera }) {
    for (const place of all("[data-own-picture]")) {
      place.dataset.camera = camera ? "on" : "off";
      place.dataset.microphone = microphone ? "on" : "off";
      const video = place.querySelector("video");
      if (video.srcObject !== media.stream) video.srcObject = media.stream;
    }
    if (shownStream !== media.stream) showLevel(media.stream);
    shownStream = media.stream;
  }

  function paintButtons({ has, wanted }) {
    for (const button of all("[data-toggle]")) {
      const name = button.dataset.toggle;
      button.setAttribute("aria-pressed", String(has[name] && wanted[name]));
      /** @type {HTMLButtonElement} */ (button).disabled = !has[name];
    }
  }

  function paintProblem({ asking, problem }) {
    const name = asking && explain ? "asking" : problem && `problem-${problem}`;
    for (const notice of all("[data-media-problem]")) {
      notice.hidden = !name;
      notice.querySelector("[data-media-problem-sentence]").textContent = name ? text(name) : "";
      find(notice, "[data-media-retry]").hidden = asking;
    }
  }

  function paint() {
    const { state } = media;
    paintPictures(state);
    paintButtons(state);
    paintProblem(state);
    if (!state.asking) explain = false;
    else if (!explain) setTimeout(() => { explain = true; paintProblem(media.state); }, EXPLAIN_AFTER);
  }

  media.addEventListener("change", paint);
  for (const button of all("[data-toggle]")) button.addEventListener("click", () => media.toggle(button.dataset.toggle));
  for (const button of all("[data-media-retry]")) button.addEventListener("click", () => media.open());
  for (const button of all("[data-media-dismiss]")) {
    button.addEventListener("click", () => {
      /** @type {HTMLElement} */ (button.closest("[data-media-problem]")).dataset.dismissed = "yes";
    });
  }
}

/**
 * @param {HTMLMeterElement} meter
 * @returns {(stream: MediaStream|null) => void} call it with each new stream
 */
export function createLevelMeter(meter) {
  let context = null;
  let source = null;
  let analyser = null;
  let samples = null;

  function listen(stream) {
    context ??= new AudioContext();
    analyser ??= new AnalyserNode(context, { fftSize: 512 });
    samples ??= new Float32Array(analyser.fftSize);
    source?.disconnect();
    source = context.createMediaStreamSource(stream);
    source.connect(analyser);
    // Some browsers start audio only after a touch; the meter then moves from the first touch on.
    if (context.state === "suspended") document.addEventListener("pointerdown", () => context.resume(), { once: true });
  }

  function show() {
    const visible = meter.checkVisibility?.() ?? true;
    if (analyser && visible) {
      analyser.getFloatTimeDomainData(samples);
      const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      meter.value = Math.min(1, Math.sqrt(loudest));
    }
    setTimeout(() => requestAnimationFrame(show), 80);
  }

  show();
  return (stream) => {
    if (stream?.getAudioTracks().length) listen(stream);
    else source?.disconnect();
  };
}
