/**
 * Puts a part of an answered page in place of the one that is shown.
 * @param {string} html a page, or only the part
 * @param {string} selector of the part, here and there
 * @returns {boolean} whether the answer had such a part; else nothing is changed
 */
export function replacePart(html, selector) {
  const answered = new DOMParser().parseFromString(html, "text/html").querySelector(selector);
  if (!answered) return false;
  document.querySelector(selector).replaceChildren(...answered.childNodes);
  return true;
}
