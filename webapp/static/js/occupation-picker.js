// Turns plain inputs into one combobox with chips, after the ARIA pattern "combobox with list popup":
// focus stays in the input, the arrow keys move through the list, Enter takes, Escape closes.

const MILLISECONDS_BETWEEN_QUESTIONS = 120;
const FEWEST_LETTERS = 2;
let numbers = 0;

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

class OccupationPicker {
  constructor(root) {
    this.root = root;
    this.most = Number(root.dataset.most);
    this.texts = JSON.parse(root.dataset.texts);
    this.listId = `occupation-list-${++numbers}`;
    this.suggestions = [];
    this.active = -1;
    this.build(/** @type {HTMLInputElement[]} */ ([...root.querySelectorAll(".occupation-input")]));
    this.listen();
  }

  /** @param {HTMLInputElement[]} inputs the one to type into, and those that hold more */
  build([input, ...others]) {
    const plain = [input, ...others].map(({ value, dataset }) => ({ id: dataset.id, name: value }));
    others.forEach((other) => other.remove());
    this.input = input;
    this.chips = element("ul", { class: "chips" });
    this.list = element("ul", { class: "suggestions", role: "listbox", id: this.listId, "aria-label": this.texts.list });
    this.status = element("p", { class: "visually-hidden", role: "status" });
    this.list.hidden = true;
    this.box = element("div", { class: "combobox" });
    input.replaceWith(this.chips, this.box, this.status);
    this.box.append(input, this.list);
    input.removeAttribute("list");
    this.name = input.name;
    input.removeAttribute("name"); // half a word is no answer, unless the form is sent with it
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.listId]]) {
      input.setAttribute(name, value);
    }
    input.value = plain.find(({ id, name }) => !id && name)?.name ?? "";
    plain.filter(({ id }) => id).forEach((occupation) => this.addChip(occupation));
    this.showRoom();
  }

  listen() {
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("blur", () => this.close());
    this.input.form.addEventListener("submit", () => this.input.setAttribute("name", this.name));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.take(Number(option.dataset.number));
    });
  }

  ask() {
    clearTimeout(this.timer);
    this.question?.abort();
    const q = this.input.value.trim();
    if (q.length < FEWEST_LETTERS) return this.close();
    this.timer = setTimeout(() => this.fetchSuggestions(q), MILLISECONDS_BETWEEN_QUESTIONS);
  }

  async fetchSuggestions(q) {
    this.question = new AbortController();
    try {
      const answer = await fetch(`${this.root.dataset.url}?${new URLSearchParams({ q })}`, { signal: this.question.signal });
      const { occupations } = await answer.json();
      this.show(occupations.filter(({ id }) => !this.chosen().includes(id)));
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(occupations) {
    this.suggestions = occupations;
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...occupations.map((occupation, number) => this.option(occupation, number)));
    if (!occupations.length) this.list.append(element("li", { class: "nothing" }, this.texts.none));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", String(occupations.length > 0));
    const { one, several, none } = this.texts;
    this.say([none, one][occupations.length] ?? several.replace("{count}", occupations.length));
  }

  option({ name, group }, number) {
    const attributes = { role: "option", id: `${this.listId}-${number}`, "data-number": number, "aria-selected": "false" };
    return element("li", attributes, element("span", {}, name), element("small", {}, group));
  }

  close() {
    clearTimeout(this.timer);
    this.question?.abort();
    this.list.hidden = true;
    this.suggestions = [];
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  onKey(event) {
    const open = this.suggestions.length > 0;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && open) {
      this.move(steps[event.key]);
    } else if (event.key === "ArrowDown") {
      this.ask();
    } else if (event.key === "Enter" && open) {
      this.take(Math.max(this.active, 0));
    } else if (event.key === "Escape" && !this.list.hidden) {
      this.close();
    } else {
      return;
    }
    event.preventDefault();
  }

  move(step) {
    const count = this.suggestions.length;
    this.active = this.active < 0 && step < 0 ? count - 1 : (this.active + step + count) % count;
    [...this.list.children].forEach((option, number) => {
      option.setAttribute("aria-selected", String(number === this.active));
      if (number === this.active) option.scrollIntoView({ block: "nearest" });
    });
    this.input.setAttribute("aria-activedescendant", `${this.listId}-${this.active}`);
  }

  take(number) {
    const occupation = this.suggestions[number];
    this.input.value = "";
    this.close();
    this.addChip(occupation);
    this.showRoom();
    this.say(this.texts.chosen.replace("{name}", occupation.name));
    if (this.box.hidden) this.chips.lastElementChild.querySelector("button").focus();
    this.changed();
  }

  addChip({ id, name }) {
    const button = element("button", { type: "button", "aria-label": `${this.texts.remove}: ${name}` }, "×");
    const hidden = element("input", { type: "hidden", name: this.name, value: id });
    const chip = element("li", {}, element("span", {}, name), hidden, button);
    button.addEventListener("click", () => this.remove(chip, name));
    this.chips.append(chip);
  }

  remove(chip, name) {
    chip.remove();
    this.showRoom();
    this.say(this.texts.removed.replace("{name}", name));
    this.input.focus();
    this.changed();
  }

  showRoom() {
    this.box.hidden = this.chosen().length >= this.most;
  }

  chosen() {
    return [...this.chips.querySelectorAll("input")].map(({ value }) => value);
  }

  say(sentence) {
    this.status.textContent = sentence;
  }

  changed() {
    this.root.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

document.querySelectorAll(".occupations").forEach((root) => new OccupationPicker(root));
