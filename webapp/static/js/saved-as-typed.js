// Saves a profile while it is typed: what is fine is kept, what is not gets its sentence at the field.

const MILLISECONDS_OF_QUIET = 800;
const form = document.querySelector("form[data-save-url]");
const state = form.querySelector(".save-state");
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

async function save() {
  const number = ++newest;
  const answers = new URLSearchParams(new FormData(form));
  try {
    const answer = await fetch(form.dataset.saveUrl, {
      method: "POST",
      headers: { "X-CSRFToken": form.elements.csrf_token.value },
      body: answers,
    });
    if (number !== newest) return;
    if (!answer.ok) throw new Error(answer.statusText);
    const told = await answer.json();
    showErrors(told.errors);
    showProgress(told);
    state.textContent = Object.keys(told.errors).length ? form.dataset.unsaved : form.dataset.saved;
  } catch {
    state.textContent = form.dataset.offline;
  }
}

function typed() {
  clearTimeout(timer);
  state.textContent = form.dataset.saving;
  timer = setTimeout(save, MILLISECONDS_OF_QUIET);
}

form.addEventListener("input", ({ target }) => target.name && typed());
form.addEventListener("change", typed);
form.classList.add("saves-itself");
