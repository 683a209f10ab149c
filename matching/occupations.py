"""Training occupations of Germany, with their KldB 2010 code, and search-as-you-type among them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from matching.errors import UnknownOccupation
from matching.folding import fold
from matching.tables import read_table
from matching.term_index import Term, TermIndex

KLDB_CREDIT = "Klassifikation der Berufe 2010 – überarbeitete Fassung 2020, Bundesagentur für Arbeit"
SYNONYM_BONUS = -0.5
FREQUENT_BONUS = 0.4  # for the most frequent occupation, falling to 0 for those that are not listed


@dataclass(frozen=True, slots=True)
class Occupation:
    """One training occupation.

    Attributes
    ----------
    id : str
        Stable; made of the male German title.
    name_m, name_f, name_neutral : str
        German titles: as in the ordinance for men and for women, and one short form for both.
    kldb : str
        Five digits of the Klassifikation der Berufe 2010 (2020 edition).
    months : int
        Regular length of the training.
    group : str
        One of 18 everyday headings (`groups`).
    field : str
        Kind of chamber or authority, such as ``"handwerk"``; empty when none applies.
    """

    id: str
    name_m: str
    name_f: str
    name_neutral: str
    kldb: str
    months: int
    group: str
    field: str


def search_occupations(text: str, limit: int = 8) -> list[Occupation]:
    """Find occupations for what somebody has typed so far.

    Umlauts, case, hyphens and gender do not matter, nor do one or two typing errors in longer words.
    Words count from their beginning or inside a compound; everyday names (``"Arzthelferin"``) lead to the
    official one.

    Parameters
    ----------
    text : str
        Anything; no match gives an empty list.
    limit : int
        At most this many.

    Returns
    -------
    list of Occupation
        Best first; among equals those that many people train for.
    """
    found = _index().search(text[:100])
    best = sorted(found, key=lambda number: (-found[number], number))[: max(limit, 0)]
    everything = all_occupations()
    return [everything[number] for number in best]


def occupation(occupation_id: str) -> Occupation:
    """Look up an occupation.

    Parameters
    ----------
    occupation_id : str
        Such as ``tischler``.

    Returns
    -------
    Occupation
        From our table.

    Raises
    ------
    UnknownOccupation
        When no occupation has this id.
    """
    try:
        return _by_id()[occupation_id]
    except KeyError:
        raise UnknownOccupation(f"there is no occupation with the id {occupation_id!r}") from None


def occupation_called(name: str) -> Occupation | None:
    """Find an occupation by its id or one of its titles, whatever the spelling; not by everyday names.

    Parameters
    ----------
    name : str
        Such as ``Tischlerin`` or ``tischler``.

    Returns
    -------
    Occupation or None
        None where no title is like that.
    """
    return _by_id().get(name.strip()) or _by_title().get(fold(name))


@cache
def all_occupations() -> tuple[Occupation, ...]:
    """Every occupation, in the order of the table.

    Returns
    -------
    tuple of Occupation
        About 330, read once.
    """
    return tuple(_by_id().values())


def groups() -> list[str]:
    """Headings of the occupations, in the order of the table.

    Returns
    -------
    list of str
        In German, each once.
    """
    return list(dict.fromkeys(occupation.group for occupation in all_occupations()))


def occupations_in(group: str) -> list[Occupation]:
    """Occupations under a heading, by name.

    Parameters
    ----------
    group : str
        A heading from `groups`.

    Returns
    -------
    list of Occupation
        By name; empty for an unknown heading.
    """
    found = [occupation for occupation in all_occupations() if occupation.group == group]
    return sorted(found, key=lambda occupation: occupation.name_neutral)


@cache
def kldb_labels() -> dict[str, str]:
    """German labels of the KldB codes (one to five digits) that our occupations carry or belong to.

    Returns
    -------
    mapping of str to str
        By code, of one to five digits.
    """
    return {row["code"]: row["label"] for row in read_table("kldb.csv")}


@cache
def _by_id() -> dict[str, Occupation]:
    rows = read_table("occupations.csv")
    return {
        row["id"]: Occupation(
            row["id"], row["name_m"], row["name_f"], row["name_neutral"],
            row["kldb"], int(row["months"]), row["group"], row["field"],
        )
        for row in rows
    }  # fmt: skip


@cache
def _by_title() -> dict[str, Occupation]:
    return {
        fold(title): found
        for found in all_occupations()
        for title in (found.name_m, found.name_f, found.name_neutral)
    }


@cache
def _index() -> TermIndex:
    number_of = {occupation_id: number for number, occupation_id in enumerate(_by_id())}
    frequent = [row["id"] for row in read_table("frequent.csv")]
    bonus = {name: FREQUENT_BONUS * (1 - place / len(frequent)) for place, name in enumerate(frequent)}
    names = [
        Term(name, number_of[found.id], bonus.get(found.id, 0.0))
        for found in all_occupations()
        for name in (found.name_m, found.name_f)
    ]
    synonyms = [
        Term(row["term"], number_of[name], SYNONYM_BONUS + bonus.get(name, 0.0) - 0.01 * place)
        for row in read_table("synonyms.csv")
        for place, name in enumerate(row["occupations"].split())
    ]
    return TermIndex(names + synonyms)
