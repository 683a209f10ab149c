/** A line that arrives while the text is closed: for some seconds over the picture, then as a count at the button. */

const STAYS = 9000;

/**
 * @param {HTMLElement} room
 * @param {Function} text
 * @param {() => void} open what a tap on the bubble does
 */
export function createBubble(room, text, open) {
  const bubble = room.querySelector("#bubble");
  const unread = room.querySelector("#unread");
  let count = 0;
  let timer = 0;

  function paintCount(next) {
    count = next;
    unread.hidden = count === 0;
    unread.textContent = text("unread", { count });
  }

  bubble.addEventListener("click", open);
  return {
    show(words) {
      paintCount(count + 1);
      bubble.textContent = words;
      bubble.hidden = false;
      clearTimeout(timer);
      timer = setTimeout(() => { bubble.hidden = true; }, STAYS);
    },
    clear() {
      paintCount(0);
      bubble.hidden = true;
    },
  };
}
