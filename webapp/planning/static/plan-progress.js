// Asks how far the planner is, and shows the result as soon as there is one.

const box = document.getElementById("solving");
const stage = document.getElementById("stage");
const bar = box.querySelector("progress");
const MILLISECONDS_BETWEEN = 700;

async function ask() {
  const answer = await fetch(box.dataset.url, { headers: { Accept: "application/json" } });
  const { solving, progress, words } = await answer.json();
  if (!solving) return window.location.assign(window.location.pathname);
  bar.value = progress;
  if (stage.textContent !== words) stage.textContent = words;
  setTimeout(askAgain, MILLISECONDS_BETWEEN);
}

// A request that got lost says nothing about the plan: ask again.
function askAgain() {
  ask().catch(() => setTimeout(askAgain, 4 * MILLISECONDS_BETWEEN));
}

setTimeout(askAgain, MILLISECONDS_BETWEEN);
