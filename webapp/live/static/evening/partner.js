/** How the other side of a meeting is named: a firm by its name, an applicant by the first name. */

export const titleOf = ({ partner }) => partner.company || partner.name;

export const initialOf = (meeting) => [...titleOf(meeting)][0]?.toLocaleUpperCase() ?? "";

/** The person of the firm, and what else belongs beside the title. */
export function subtitleOf({ partner }) {
  return [partner.company ? partner.name : "", partner.subtitle].filter(Boolean).join(" · ");
}
