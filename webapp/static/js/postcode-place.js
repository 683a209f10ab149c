// Answers a postcode with the name of its place, beside the field; where somebody lives is in no address.

async function showPlace(field, output) {
  const postcode = field.value.trim();
  if (!/^\d{5}$/.test(postcode)) {
    output.textContent = "";
    return;
  }
  const answer = await fetch(field.dataset.placeUrl, {
    method: "POST",
    headers: { "X-CSRFToken": field.form.elements.csrf_token.value },
    body: new URLSearchParams({ postcode }),
  });
  if (!answer.ok || field.value.trim() !== postcode) return;
  const { place } = await answer.json();
  output.textContent = place ?? field.dataset.unknown;
  output.classList.toggle("place-unknown", place === null);
}

for (const field of document.querySelectorAll("[data-place-url]")) {
  const output = document.getElementById(field.dataset.placeOutput);
  field.addEventListener("input", () => showPlace(field, output));
  showPlace(field, output);
}
