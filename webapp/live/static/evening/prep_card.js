/** The prep card: who this is, what you have in common, what you could ask. */

import { element } from "./elements.js";
import { subtitleOf, titleOf } from "./partner.js";

const PARTS = [["facts", "facts"], ["in-common", "in_common"], ["questions", "questions"]];

/**
 * @param {HTMLElement} place is emptied and filled
 * @param {object} meeting of the agenda
 * @param {(name: string, values?: object) => string} text
 */
export function renderPrepCard(place, meeting, text) {
  place.replaceChildren(
    element("p", { class: "prep-title" }, titleOf(meeting)),
    element("p", { class: "muted prep-subtitle" }, subtitleOf(meeting)),
    ...PARTS.filter(([, key]) => meeting.partner[key].length).flatMap(([name, key]) => [
      element("h3", {}, text(name)),
      element("ul", { class: `prep-list prep-${name}` }, ...meeting.partner[key].map((item) => element("li", {}, item))),
    ]),
  );
}
