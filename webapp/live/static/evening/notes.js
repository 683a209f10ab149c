/** Own notes beside the talk: kept in this tab until they are stored with the tap after it. */

const keyOf = (meeting) => `note-${meeting.meeting_id}`;

/** @param {HTMLTextAreaElement} field @param {Storage} memory */
export function createNotes(field, memory) {
  let meeting = null;

  function write(of, note) {
    if (note) memory.setItem(keyOf(of), note);
    else memory.removeItem(keyOf(of));
  }

  field.addEventListener("input", () => meeting && write(meeting, field.value));

  return {
    of: (wanted) => memory.getItem(keyOf(wanted)) ?? wanted.rating?.note ?? "",
    write,
    forget: (of) => memory.removeItem(keyOf(of)),
    show(next) {
      if (next?.meeting_id === meeting?.meeting_id) return;
      meeting = next;
      field.value = next ? this.of(next) : "";
    },
  };
}
