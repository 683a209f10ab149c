/** The end: whom I have met, and the way to yes or no. */

import { renderMet } from "./agenda_list.js";

/** @param {HTMLElement} view @param {{text: Function, rating: object, ratingCard: HTMLElement}} given */
export function createEnded(view, { text, rating, ratingCard }) {
  function countSentence(count) {
    if (count === 0) return text("ended-none");
    return count === 1 ? text("ended-one") : text("ended-many", { count });
  }

  return {
    paint({ agenda }) {
      view.querySelector(".ended-rating").append(ratingCard);
      view.querySelector("#ended-sentence").textContent = countSentence(agenda.filter(({ met }) => met).length);
      renderMet(view.querySelector("[data-met]"), agenda, {
        text,
        onRate(meeting) {
          rating.ask(meeting);
          ratingCard.querySelector("h2").focus();
          ratingCard.scrollIntoView({ block: "nearest" });
        },
      });
    },
  };
}
