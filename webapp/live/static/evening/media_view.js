/** The own picture, the buttons for sound and camera, and what to do if a device is missing. */

import { all } from "./elements.js";
import { createLevelMeter } from "./level_meter.js";

// A browser that was allowed before answers at once; only a question that stands is explained.
const EXPLAIN_AFTER = 500;

/**
 * @param {import("./media.js").Media} media
 * @param {(name: string) => string} text
 */
export function createMediaView(media, text) {
  const showLevel = createLevelMeter(document.getElementById("level"));
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
      button.disabled = !has[name];
    }
  }

  function paintProblem({ asking, problem }) {
    const name = asking && explain ? "asking" : problem && `problem-${problem}`;
    for (const notice of all("[data-media-problem]")) {
      notice.hidden = !name;
      notice.querySelector("[data-media-problem-sentence]").textContent = name ? text(name) : "";
      notice.querySelector("[data-media-retry]").hidden = asking;
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
    button.addEventListener("click", () => { button.closest("[data-media-problem]").dataset.dismissed = "yes"; });
  }
}
