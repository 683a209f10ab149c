/** Another camera or microphone, in the lobby and in the middle of a talk; shown where there is more than one. */

import { all, element } from "./page.js";

const KINDS = { camera: "videoinput", microphone: "audioinput" };

/**
 * The devices of a kind that can be told apart: before a browser was allowed to, it names none.
 * @param {MediaDeviceInfo[]} devices @param {"camera"|"microphone"} name
 */
export function choicesOf(devices, name) {
  return devices.filter(({ kind, label, deviceId }) => kind === KINDS[name] && label && deviceId);
}

/** @param {import("./media.js").Media} media */
export function createDeviceChoice(media) {
  async function paint() {
    const devices = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
    for (const select of /** @type {HTMLSelectElement[]} */ (all("select[data-device]"))) {
      const name = /** @type {"camera"|"microphone"} */ (select.dataset.device);
      const choices = choicesOf(devices, name);
      /** @type {HTMLElement} */ (select.closest("label")).hidden = choices.length < 2;
      select.replaceChildren(...choices.map(({ deviceId, label }) => element("option", { value: deviceId }, label)));
      select.value = media.device(name) ?? "";
    }
  }

  for (const select of /** @type {HTMLSelectElement[]} */ (all("select[data-device]"))) {
    select.addEventListener("change", () => media.choose(select.dataset.device, select.value));
  }
  navigator.mediaDevices?.addEventListener("devicechange", paint);
  let shown = null;
  media.addEventListener("change", () => {
    if (shown === media.stream) return;
    shown = media.stream;
    paint();
  });
}
