// Wishes without reloading: cards move between the lists at once, and the whole state is sent after each tap.
// Without this script the same buttons send the same form.

import { formBody } from "../../static/sending/form-body.js";
import { isForScripts, untilStored } from "../../static/sending/until-stored.js";

/** @type {HTMLFormElement} */
const form = document.querySelector("#wishes");
const state = form.querySelector(".save-state");
let sending = false;
let changed = false;

const listOf = (name) => form.querySelector(`[data-list="${name}"]`);

function put(card, name, before = null) {
  listOf(name).insertBefore(card, before);
  const input = card.querySelector("input");
  input.name = name;
  input.disabled = name === "others";
}

const MOVES = {
  wish: (card) => put(card, "ranked"),
  unwish: (card) => put(card, "others", listOf("others").firstElementChild),
  unwanted: (card) => put(card, "unwanted"),
  up: (card) => card.previousElementSibling && put(card, "ranked", card.previousElementSibling),
  down: (card) => card.nextElementSibling && put(card, "ranked", card.nextElementSibling.nextElementSibling),
};

function tell(words) {
  state.textContent = words;
}

async function send() {
  if (sending) return;
  sending = true;
  while (changed) {
    changed = false;
    tell(form.dataset.saving);
    const answer = await untilStored(sendOnce, tell, form.dataset);
    if (!isForScripts(answer)) return window.location.reload();
    const { saved, sentence } = await answer.json();
    tell(saved ? form.dataset.saved : sentence);
  }
  sending = false;
}

function sendOnce() {
  return fetch(form.action, {
    method: "POST",
    body: formBody(form),
    headers: { Accept: "application/json" },
  });
}

// Whoever moves a card up or down goes with it; whoever puts one into another list stays where they were.
function focusAfter(verb, card, neighbour) {
  if (verb !== "up" && verb !== "down") return (neighbour ?? card).focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
  card.querySelector(`button[value^="${verb}:"]`).focus({ preventScroll: true });
}

form.addEventListener("submit", (event) => {
  const button = /** @type {HTMLButtonElement} */ (event.submitter);
  if (!button?.value) return;
  event.preventDefault();
  const [verb, id] = button.value.split(":");
  const card = form.querySelector(`[data-id="${id}"]`);
  const neighbour = card.nextElementSibling ?? card.previousElementSibling;
  MOVES[verb](card);
  focusAfter(verb, card, neighbour);
  changed = true;
  send();
});

window.addEventListener("beforeunload", (event) => {
  if (changed || sending) event.preventDefault();
});
