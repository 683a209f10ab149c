/**
 * What a form sends, as the browser itself would send it.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} [button] the one that was pressed
 */
export function formBody(form, button) {
  const sent = new URLSearchParams();
  for (const [name, value] of new FormData(form, button)) sent.append(name, String(value));
  return sent;
}

/** What tells the server that a request comes from this form. */
export function csrfToken(/** @type {HTMLFormElement} */ form) {
  return String(new FormData(form).get("csrf_token"));
}
