/** Camera and microphone: asked for once, kept for the whole evening. */

const PICTURE = { width: { ideal: 960 }, height: { ideal: 720 }, frameRate: { ideal: 24, max: 30 }, facingMode: "user" };
const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
// First everything; if a device is missing or forbidden, whatever there is.
const ATTEMPTS = [
  { audio: SOUND, video: PICTURE },
  { audio: SOUND, video: false },
  { audio: false, video: PICTURE },
];
const PROBLEMS = { NotAllowedError: "denied", SecurityError: "denied", NotFoundError: "none", OverconstrainedError: "none" };
const KIND = { microphone: "audio", camera: "video" };

/**
 * `microphone` and `camera` say what is on; "interrupted": the device holds something back, as in a phone call.
 * @typedef {{asking: boolean, problem: null|"denied"|"none"|"busy"|"lost"|"unsupported"|"interrupted",
 *   microphone: boolean, camera: boolean, has: {microphone: boolean, camera: boolean},
 *   wanted: {microphone: boolean, camera: boolean}}} MediaState
 */

/** The devices of this person and what they want to show of them. */
export class Media extends EventTarget {
  #stream = null;
  #wanted = { microphone: true, camera: true };
  #asking = false;
  #problem = null;

  /** @param {Storage} memory keeps what was switched off across a reload */
  constructor(memory) {
    super();
    this.memory = memory;
    navigator.mediaDevices?.addEventListener("devicechange", () => this.#missing() && this.open());
  }

  /** Whether this browser tab knows already what the person wants to show. */
  remember(stored) {
    const kept = this.memory.getItem("shown");
    this.#wanted = kept ? JSON.parse(kept) : { microphone: stored.microphone, camera: stored.camera };
    this.#apply();
  }

  /** Ask for the devices, all at once; keeps what is already there until something better is. */
  async open() {
    if (this.#asking) return;
    this.#asking = true;
    this.#changed();
    const { stream, problem } = await firstThatWorks(this.#chosen());
    this.#asking = false;
    this.#problem = problem;
    if (stream) this.#adopt(stream);
    this.#apply();
  }

  /** Switch microphone or camera on or off; this alone is a wish, and holds on every device. */
  toggle(name) {
    this.#wanted[name] = !this.#wanted[name];
    this.memory.setItem("shown", JSON.stringify(this.#wanted));
    this.dispatchEvent(new CustomEvent("wish", { detail: { ...this.#wanted } }));
    this.#apply();
  }

  /** Take another camera or microphone, now and after a reload; if it is gone, any other. */
  choose(name, deviceId) {
    this.memory.setItem(`chosen-${name}`, deviceId);
    this.#stop(); // many phones can use one camera at a time
    return this.open();
  }

  /** Which camera or microphone is in use, as the browser names it. @returns {string|undefined} */
  device(name) {
    return this.#track(name)?.getSettings?.().deviceId;
  }

  /** The devices that were chosen, before whatever there is. @returns {MediaStreamConstraints|null} */
  #chosen() {
    const of = (name, { facingMode: _anywhere, ...usual }) => {
      const chosen = this.memory.getItem(`chosen-${name}`);
      return chosen ? { ...usual, deviceId: { exact: chosen } } : usual;
    };
    if (!Object.keys(KIND).some((name) => this.memory.getItem(`chosen-${name}`))) return null;
    return { audio: of("microphone", { facingMode: null, ...SOUND }), video: of("camera", PICTURE) };
  }

  /** Give the devices back. */
  close() {
    this.#stop();
    this.#changed();
  }

  /** @returns {MediaState} */
  get state() {
    const has = { microphone: this.#alive("microphone"), camera: this.#alive("camera") };
    const interrupted = Object.keys(KIND).some((name) => has[name] && this.#track(name).muted);
    const problem = this.#problem ?? (interrupted ? "interrupted" : null);
    return { asking: this.#asking, problem, has, wanted: { ...this.#wanted }, ...this.live };
  }

  /** What of this device reaches the others: there, wanted, and not held back by the device. */
  get live() {
    const live = (name) => this.#alive(name) && this.#wanted[name] && !this.#track(name).muted;
    return { microphone: live("microphone"), camera: live("camera") };
  }

  /** @returns {MediaStream|null} */
  get stream() {
    return this.#stream;
  }

  /** @returns {{audio: MediaStreamTrack|null, video: MediaStreamTrack|null}} */
  get tracks() {
    return { audio: this.#track("microphone"), video: this.#track("camera") };
  }

  #track(name) {
    return this.#stream?.getTracks().find((track) => track.kind === KIND[name]) ?? null;
  }

  #alive(name) {
    return this.#track(name)?.readyState === "live";
  }

  #missing() {
    return !this.#alive("microphone") || !this.#alive("camera");
  }

  #stop() {
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
  }

  #adopt(stream) {
    this.#stop();
    this.#stream = stream;
    for (const track of stream.getTracks()) {
      track.addEventListener("ended", () => this.#stream === stream && this.#lose());
      track.addEventListener("mute", () => this.#changed());
      track.addEventListener("unmute", () => this.#changed());
    }
  }

  #lose() {
    this.#problem = "lost";
    this.#changed();
  }

  #apply() {
    for (const name of Object.keys(KIND)) {
      const track = this.#track(name);
      if (track) track.enabled = this.#wanted[name];
    }
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/** @param {MediaStreamConstraints|null} chosen of devices that may be gone by now */
async function firstThatWorks(chosen) {
  if (!navigator.mediaDevices?.getUserMedia) return { stream: null, problem: "unsupported" };
  const stream = chosen && (await navigator.mediaDevices.getUserMedia(chosen).catch(() => null)); // then any other
  if (stream) return { stream, problem: null };
  let problem = null;
  for (const wanted of ATTEMPTS) {
    try {
      return { stream: await navigator.mediaDevices.getUserMedia(wanted), problem };
    } catch (error) {
      problem ??= PROBLEMS[error.name] ?? "busy";
    }
  }
  return { stream: null, problem };
}
