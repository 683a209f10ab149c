// The device is tried: browser, camera and microphone, speaker, network. What was found is sent with the form.

import { createChime } from "../evening/chime.js";
import { all, find, readTexts } from "../evening/page.js";
import { isInApp } from "./in_app.js";
import { bestWay } from "./network.js";

const LOUD = 0.4;
const HEARD_ABOVE = 0.02;

const form = /** @type {HTMLFormElement} */ (document.getElementById("check"));
const text = readTexts(document.querySelector("#texts"));
const preview = /** @type {HTMLVideoElement} */ (document.getElementById("preview"));
const level = /** @type {HTMLMeterElement} */ (document.getElementById("level"));
const chime = createChime(LOUD);

/** Say how it stands with one thing, and keep it for the form. */
function found(name, value, sentence = value) {
  /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value = value;
  const place = find(form, `[data-verdict=${name}]`);
  place.dataset.is = ["no", "none"].includes(value) ? "no" : "yes";
  place.textContent = text(`${name}-${sentence}`);
}

function waiting(name, sentence) {
  const place = find(form, `[data-verdict=${name}]`);
  place.dataset.is = "";
  place.textContent = text(`${name}-${sentence}`);
}

/** Move the bar with what the microphone hears; the first sound says that it works. */
function listen(stream) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let heard = false;
  waiting("microphone", "wait");
  setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const loud = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    level.value = Math.min(1, loud * 6);
    if (!heard && loud > HEARD_ABOVE) {
      heard = true;
      found("microphone", "yes");
    }
  }, 100);
}

async function streamOf(wanted) {
  try {
    return await navigator.mediaDevices.getUserMedia(wanted);
  } catch {
    return null; // the verdict says so
  }
}

async function openDevices() {
  const stream = (await streamOf({ video: true, audio: true })) ?? (await streamOf({ audio: true })) ?? (await streamOf({ video: true }));
  const [camera] = stream?.getVideoTracks() ?? [];
  const [microphone] = stream?.getAudioTracks() ?? [];
  preview.hidden = !camera;
  document.getElementById("level-line").hidden = !microphone;
  if (camera) preview.srcObject = stream;
  found("camera", camera ? "yes" : "no");
  if (microphone) listen(stream);
  else found("microphone", "no");
}

const canDoVideo = "RTCPeerConnection" in window && Boolean(navigator.mediaDevices?.getUserMedia);
found("browser", canDoVideo ? "yes" : "no");
document.getElementById("in-app").hidden = !isInApp(navigator.userAgent);
document.getElementById("open-devices").addEventListener("click", openDevices);
document.getElementById("play-sound").addEventListener("click", () => {
  chime();
  document.getElementById("heard").hidden = false;
});
for (const button of all("[data-heard]")) button.addEventListener("click", () => found("speaker", button.dataset.heard));
if (canDoVideo) {
  waiting("way", "wait");
  bestWay(JSON.parse(form.dataset.iceServers)).then((way) => found("way", way));
}
