// Answers a postcode with the name of its place, beside the field; where somebody lives is in no address.

import { csrfToken } from "../sending/form-body.js";

/** @param {HTMLInputElement} field @param {HTMLElement} output */
async function showPlace(field, output) {
  const postcode = field.value.trim();
  if (!/^\d{5}$/.test(postcode)) {
    output.textContent = "";
    return;
  }
  const answer = await fetch(field.dataset.placeUrl, {
    method: "POST",
    headers: { "X-CSRFToken": csrfToken(field.form) },
    body: new URLSearchParams({ postcode }),
  });
  if (!answer.ok || field.value.trim() !== postcode) return;
  const { place } = await answer.json();
  output.textContent = place ?? field.dataset.unknown;
  output.classList.toggle("place-unknown", place === null);
}

/** @type {NodeListOf<HTMLInputElement>} */
const fields = document.querySelectorAll("[data-place-url]");
for (const field of fields) {
  const output = document.getElementById(field.dataset.placeOutput);
  field.addEventListener("input", () => showPlace(field, output));
  showPlace(field, output);
}
