/** Own notes beside the talk: kept in this tab until they are stored with the tap after it. */

const keyOf = (date) => `note-${date.date_id}`;

/** @param {HTMLTextAreaElement} field @param {Storage} memory */
export function createNotes(field, memory) {
  let date = null;

  function write(of, note) {
    if (note) memory.setItem(keyOf(of), note);
    else memory.removeItem(keyOf(of));
  }

  field.addEventListener("input", () => date && write(date, field.value));

  return {
    of: (wanted) => memory.getItem(keyOf(wanted)) ?? wanted.rating?.note ?? "",
    write,
    forget: (of) => memory.removeItem(keyOf(of)),
    show(next) {
      if (next?.date_id === date?.date_id) return;
      date = next;
      field.value = next ? this.of(next) : "";
    },
  };
}
