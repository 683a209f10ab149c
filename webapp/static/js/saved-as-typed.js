// Saves a profile while it is typed: what is fine is kept, what is not gets its sentence at the field.

import { csrfToken, formBody } from "../sending/form-body.js";
import { isForScripts, untilStored } from "../sending/until-stored.js";

const MILLISECONDS_OF_QUIET = 800;
/** @type {HTMLFormElement} */
const form = document.querySelector("form[data-save-url]");
const state = form.querySelector(".save-state");
/** @type {HTMLElement} */
const words = form.querySelector("[data-progress-words]");
const bar = form.querySelector("progress");
let timer;
let newest = 0;

function showError(field, sentence) {
  const note = document.createElement("p");
  note.className = "error-sentence";
  note.id = `${field.id}-error`;
  note.textContent = sentence;
  field.closest(".field").append(note);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", `${field.id}-help ${note.id}`);
}

function showErrors(errors) {
  form.querySelectorAll(".error-sentence").forEach((note) => note.remove());
  form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
  for (const [name, sentence] of Object.entries(errors)) showError(document.getElementById(name), sentence);
}

function showProgress({ done, parts }) {
  bar.value = done;
  bar.max = parts;
  words.textContent = words.dataset.progressWords.replace("{done}", done).replace("{parts}", parts);
}

function send() {
  return fetch(form.dataset.saveUrl, {
    method: "POST",
    headers: { "X-CSRFToken": csrfToken(form) },
    body: formBody(form),
  });
}

function tell(words) {
  state.textContent = words;
}

/** The answer is a page, such as the one to sign in: the person sees it when they press. */
function leaveItToTheButton() {
  form.classList.remove("saves-itself");
  tell(form.dataset.refused);
}

async function save() {
  const number = ++newest;
  const answer = await untilStored(send, tell, form.dataset, () => number === newest);
  if (answer === null || number !== newest) return;
  if (!isForScripts(answer)) return leaveItToTheButton();
  const told = await answer.json();
  if (number !== newest) return;
  showErrors(told.errors);
  showProgress(told);
  tell(Object.keys(told.errors).length ? form.dataset.unsaved : form.dataset.saved);
}

function typed() {
  clearTimeout(timer);
  newest += 1;
  tell(form.dataset.saving);
  timer = setTimeout(save, MILLISECONDS_OF_QUIET);
}

form.addEventListener("input", ({ target }) => /** @type {HTMLInputElement} */ (target).name && typed());
form.addEventListener("change", typed);
form.classList.add("saves-itself");
