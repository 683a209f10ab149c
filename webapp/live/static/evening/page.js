/** What every view of the page is made with: elements, sentences, one view at a time, sheets from below. */

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node|string|null)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/**
 * Every element that matches.
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {HTMLElement[]}
 */
export function all(selector, root = document) {
  return [...root.querySelectorAll(selector)].map((found) => /** @type {HTMLElement} */ (found));
}

/**
 * The element that matches; what asks for it knows that it is there.
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function find(root, selector) {
  return root.querySelector(selector);
}

/**
 * Says a sentence of the page by its name, with its `{placeholders}` filled.
 * @typedef {(name: string, values?: Record<string, any>) => string} Text
 */

/**
 * @param {HTMLTemplateElement} template its children carry `data-text="name"`
 * @returns {Text}
 */
export function readTexts(template) {
  const sentences = new Map(
    all("[data-text]", template.content).map((item) => [item.dataset.text, item.textContent.trim()]),
  );
  return (name, values = {}) => {
    if (!sentences.has(name)) throw new Error(`the page has no text "${name}"`);
    return sentences.get(name).replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
  };
}

/** @param {string} name of the `data-view` to show */
export function showView(name) {
  if (document.body.dataset.view === name) return;
  document.body.dataset.view = name;
  /** @type {HTMLElement} */
  const left = document.activeElement?.closest("[data-view]");
  for (const view of all("[data-view]", document.getElementById("evening"))) view.hidden = view.dataset.view !== name;
  window.scrollTo(0, 0);
  if (left?.hidden) find(document, `#evening [data-view="${name}"] h1`)?.focus();
}

/** @param {HTMLElement} room @param {(panelId: string) => void} onOpen */
export function createSheets(room, onOpen) {
  const buttons = all("[data-sheet]", room);
  const panelOf = (button) => document.getElementById(button.dataset.sheet);

  function set(button, open) {
    button.setAttribute("aria-expanded", String(open));
    panelOf(button).dataset.open = open ? "yes" : "no";
  }

  function open(panelId) {
    for (const button of buttons) set(button, button.dataset.sheet === panelId);
    find(document, `#${panelId} h2`).focus();
    onOpen(panelId);
  }

  function close() {
    for (const button of buttons) {
      const hadFocus = panelOf(button).contains(document.activeElement);
      set(button, false);
      if (hadFocus) button.focus();
    }
  }

  for (const button of buttons) {
    const isOpen = () => button.getAttribute("aria-expanded") === "true";
    button.addEventListener("click", () => (isOpen() ? close() : open(button.dataset.sheet)));
  }
  for (const button of all("[data-close-sheet]", room)) button.addEventListener("click", close);
  room.addEventListener("keydown", (event) => event.key === "Escape" && close());
  return { open, close, isVisible: (panelId) => document.getElementById(panelId).getClientRects().length > 0 };
}
