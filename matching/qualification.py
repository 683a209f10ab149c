"""School-leaving qualifications in their order, with their names in German and English."""

from __future__ import annotations

import re
from enum import Enum

from matching.folding import fold
from matching.locales import Texts, in_locale


class Qualification(Enum):
    """General school-leaving qualifications, lowest first.

    The order is that of the Kultusministerkonferenz's "Grundstruktur des Bildungswesens"; names are those of
    North Rhine-Westphalia since 2022 with the older and more common ones. Values are stable: they are stored.
    An applicant states the one they have, or expect to have before they start.
    """

    NONE = "none"
    FIRST = "first"
    EXTENDED_FIRST = "extended_first"
    INTERMEDIATE = "intermediate"
    APPLIED_SCIENCES_ENTRANCE = "applied_sciences_entrance"
    UNIVERSITY_ENTRANCE = "university_entrance"

    @property
    def level(self) -> int:
        """Place in the order, from 0 (none yet)."""
        return list(Qualification).index(self)

    @property
    def short_name(self) -> str:
        """What to write in a table: the first of its German names, and the value of none."""
        return self.value if self is Qualification.NONE else self.label("de").partition(" (")[0]

    def label(self, locale: str) -> str:
        """Name as applicants read it; `locale` is ``"de"`` or ``"en"`` (or such as ``"de_DE"``)."""
        return in_locale(LABELS[self], locale)

    def label_as_minimum(self, locale: str) -> str:
        """Name as firms read it when they say what they need at least."""
        if self is Qualification.NONE:
            return in_locale({"de": "Kein bestimmter Abschluss nötig", "en": "None in particular"}, locale)
        return self.label(locale)


def qualification_called(name: str) -> Qualification | None:
    """Find a qualification by its value or by one of the names in its labels, whatever the spelling.

    Parameters
    ----------
    name : str
        Such as ``Fachabitur`` or ``first``.

    Returns
    -------
    Qualification or None
        None where nothing is called like that.
    """
    for qualification in Qualification:
        names = [qualification.value, *re.split(r"[(),]", qualification.label("de"))]
        if fold(name) in {fold(each) for each in names if each.strip()}:
            return qualification
    return None


LABELS: dict[Qualification, Texts] = {
    Qualification.NONE: {"de": "Noch keinen Abschluss", "en": "No school qualification yet"},
    Qualification.FIRST: {
        "de": "Hauptschulabschluss (Erster Schulabschluss)",
        "en": "Hauptschulabschluss (first school-leaving certificate)",
    },
    Qualification.EXTENDED_FIRST: {
        "de": "Hauptschulabschluss nach Klasse 10 (Erweiterter Erster Schulabschluss)",
        "en": "Hauptschulabschluss after year 10 (extended first school-leaving certificate)",
    },
    Qualification.INTERMEDIATE: {
        "de": "Mittlerer Schulabschluss (Realschulabschluss, Fachoberschulreife)",
        "en": "Mittlerer Schulabschluss (intermediate school-leaving certificate)",
    },
    Qualification.APPLIED_SCIENCES_ENTRANCE: {
        "de": "Fachhochschulreife (Fachabitur)",
        "en": "Fachhochschulreife (entrance to universities of applied sciences)",
    },
    Qualification.UNIVERSITY_ENTRANCE: {
        "de": "Abitur (allgemeine oder fachgebundene Hochschulreife)",
        "en": "Abitur (university entrance)",
    },
}
