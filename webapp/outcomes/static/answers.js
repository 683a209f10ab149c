// An answer without leaving the place: send the form, show the answered page's new state, keep the focus.

import { formBody } from "../../static/sending/form-body.js";
import { replacePart } from "../../static/sending/replaced.js";

const SHOWN = "[data-answers]";

function buttonSelector(button) {
  const card = button.closest("li");
  return card && `#${card.id} button[value="${button.value}"]`;
}

function show(html, selector) {
  if (!replacePart(html, SHOWN)) return false;
  /** @type {HTMLElement} */
  const place = document.querySelector(selector) ?? document.querySelector(selector.split(" ")[0]);
  place?.focus({ preventScroll: true });
  document.querySelector(`${SHOWN} [role="alert"]`)?.scrollIntoView({ block: "center" });
  return true;
}

async function send(form, button) {
  const answer = await fetch(form.action, { method: "POST", body: formBody(form, button) });
  return show(await answer.text(), buttonSelector(button));
}

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const button = /** @type {HTMLButtonElement} */ (event.submitter);
  if (!form.matches(".answer-form") || !button) return;
  event.preventDefault();
  button.setAttribute("aria-busy", "true");
  send(form, button)
    .then((shown) => shown || location.reload())
    .catch(() => location.reload()); // the page itself says what is wrong with the network
});
