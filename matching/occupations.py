"""Training occupations of Germany, with their KldB 2010 code, and search-as-you-type among them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from matching.advertised import (
    LONGEST,
    before_break,
    before_field,
    parts,
    says_something,
    without_advertising,
)
from matching.errors import UnknownOccupation
from matching.folding import fold
from matching.tables import read_table
from matching.term_index import Term, TermIndex
from matching.title_keys import title_keys
from plaintext.german_order import german_order

KLDB_CREDIT = "Klassifikation der Berufe 2010 – überarbeitete Fassung 2020, Bundesagentur für Arbeit"
SYNONYM_BONUS = -0.5
LONGEST_SEARCHED = 100  # characters
MOST_WORDS = 12
MOST_WORDS_ALONE = 3
SHORTEST_ALONE = 5  # letters of a word that is searched for alone, because nothing has all the words
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
    official one. What advertisements add (``"(m/w/d)"``) does not count; where no occupation has every word,
    those with the first part or with one long word are found.

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
    text = text[:LONGEST_SEARCHED]
    found = _best_matches(text)
    best = sorted(found, key=lambda number: (-found[number], number))[: max(limit, 0)]
    everything = all_occupations()
    return list(dict.fromkeys([*_named_in(text), *(everything[number] for number in best)]))[: max(limit, 0)]


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
    """Find an occupation by its id or one of its titles, as advertisements write them; not by everyday names.

    A Fachrichtung, a Schwerpunkt or an Einsatzgebiet that is named as one and not in our table is left out,
    unless it leads elsewhere: "Mechatroniker, Fachrichtung Kältetechnik" is another occupation.

    Parameters
    ----------
    name : str
        Such as ``Tischlerin``, ``Ausbildung zum/zur Tischler/-in (m/w/d)``, ``MFA`` or ``tischler``.

    Returns
    -------
    Occupation or None
        None where no title is like that, or several could be meant.
    """
    if len(name) > LONGEST:
        return None
    return _by_id().get(name.strip()) or _titled(name) or _said_twice(name) or _without_its_field(name)


def leaves_something_out(name: str) -> bool:
    """Whether `occupation_called` finds less than a name says: its Fachrichtung is not in our table.

    Parameters
    ----------
    name : str
        Such as ``Metallbauer, Fachrichtung Konstruktionstechnik``.

    Returns
    -------
    bool
        True where it was left out.
    """
    return name.strip() not in _by_id() and not (_titled(name) or _said_twice(name))


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
    return sorted(found, key=lambda occupation: german_order(occupation.name_neutral))


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


def _titled(name: str) -> Occupation | None:
    return next((found for key in title_keys(name) if (found := _by_title().get(key))), None)


def _named_in(text: str) -> list[Occupation]:
    """The occupation whose title a text is, or the several that stand between its commas."""
    if whole := occupation_called(text):
        return [whole]
    named = [found for part in parts(without_advertising(text)) if (found := _titled(part))]
    return named if len(named) > 1 else []


def _said_twice(name: str) -> Occupation | None:
    """The occupation that each part of a text means: "Medizinische Fachangestellte (MFA)"."""
    meant = {_titled(part) for part in parts(without_advertising(name))}
    return meant.pop() if len(meant) == 1 else None


def _without_its_field(name: str) -> Occupation | None:
    """The occupation before "Fachrichtung", if nothing else is found for the whole."""
    plain = without_advertising(name)
    known = _titled(before_field(plain))
    if known is None:
        return None
    everything = all_occupations()
    return known if all(everything[number] == known for number in _with_all_words(plain)) else None


@cache
def _by_title() -> dict[str, Occupation]:
    """Every occupation by the keys of its titles, and by abbreviations that mean nothing else."""
    titles = [
        (title, found)
        for found in all_occupations()
        for title in (found.name_m, found.name_f, found.name_neutral)
    ]
    short = [(row["short"], occupation(row["id"])) for row in read_table("abbreviations.csv")]
    return {key: found for title, found in [*titles, *short] for key in title_keys(title)}


def _best_matches(text: str) -> dict[int, float]:
    """Occupations with all words; else with all before a dash or comma; else with one of the longest."""
    plain = without_advertising(text)
    words = [word for word in fold(plain).split() if says_something(word)]
    found = _with_all_words(" ".join(words) or plain)
    if found or len(words) < 2:
        return found
    longest = sorted(dict.fromkeys(words), key=len, reverse=True)[:MOST_WORDS_ALONE]
    alone = [word for word in longest if len(word) >= SHORTEST_ALONE]
    fewer = dict.fromkeys(part for part in (before_field(plain), before_break(plain), *alone) if part)
    return next((found for part in fewer if (found := _with_all_words(part))), {})


def _with_all_words(text: str) -> dict[int, float]:
    return _index().search(" ".join(dict.fromkeys(text[:LONGEST_SEARCHED].split()[:MOST_WORDS])))


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
