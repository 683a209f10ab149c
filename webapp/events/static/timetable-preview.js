// The timetable of an evening, computed beside the form while somebody types. The server checks and computes it again.

/** @type {HTMLFormElement} */
const form = document.querySelector("#event-settings");
/** @type {HTMLElement} */
const box = form.querySelector(".timetable-preview");
const summary = document.getElementById("preview-summary");
const list = document.getElementById("preview-rounds");
const fields = /** @type {Record<string, HTMLInputElement>} */ (/** @type {unknown} */ (form.elements));
const SHOWN = ["starts_at", "rounds", "round_minutes", "changeover_seconds"];

function typedNumber(name, least, most) {
  const number = Number(fields[name].value);
  return Number.isInteger(number) && number >= least && number <= most ? number : null;
}

function secondsOfDay(moment) {
  const found = /T(\d\d):(\d\d)/.exec(moment);
  return found ? Number(found[1]) * 3600 + Number(found[2]) * 60 : null;
}

function clock(seconds) {
  const minutes = Math.floor(seconds / 60) % (24 * 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

function rounds() {
  const start = secondsOfDay(fields.starts_at.value);
  const count = typedNumber("rounds", 1, 48);
  const length = typedNumber("round_minutes", 1, 60);
  const pause = typedNumber("changeover_seconds", 5, 1800);
  if (start === null || count === null || length === null || pause === null) return null;
  return Array.from({ length: count }, (_, i) => {
    const begins = start + i * (length * 60 + pause);
    return [begins, begins + length * 60];
  });
}

function show() {
  const times = rounds();
  if (!times) return;
  summary.textContent = `${clock(times[0][0])} ${box.dataset.ends.replace("{time}", clock(times.at(-1)[1]))}`;
  const timetable = document.createElement("ol");
  timetable.className = "timetable";
  for (const [begins, ends] of times) {
    const item = document.createElement("li");
    item.textContent = `${clock(begins)} – ${clock(ends)}`;
    timetable.append(item);
  }
  list.replaceChildren(timetable);
}

for (const name of SHOWN) fields[name].addEventListener("input", show);
