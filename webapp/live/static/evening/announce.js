/** Says the few things a screen reader should say by itself, politely and one at a time. */

/**
 * @param {HTMLElement} region an element with aria-live="polite"
 * @returns {(sentence: string) => void}
 */
export function createAnnouncer(region) {
  return (sentence) => {
    region.textContent = "";
    // The same sentence twice is only read again if the region was empty in between.
    requestAnimationFrame(() => {
      region.textContent = sentence;
    });
  };
}
