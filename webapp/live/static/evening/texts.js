/** The sentences of the page, written by the server in the reader's language into `<template id="texts">`. */

/**
 * @param {HTMLTemplateElement} template its children carry `data-text="name"`
 * @returns {(name: string, values?: Record<string, string|number>) => string} fills `{placeholders}`
 */
export function readTexts(template) {
  const sentences = new Map(
    [...template.content.querySelectorAll("[data-text]")].map((item) => [item.dataset.text, item.textContent.trim()]),
  );
  return (name, values = {}) => {
    if (!sentences.has(name)) throw new Error(`the page has no text "${name}"`);
    return sentences.get(name).replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
  };
}
