"""Firms with their offers, and applicants, from two CSV files. README.md shows both on an example."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from commandline.csv_source import Note
from commandline.csv_table import Row, read_rows
from commandline.spreadsheet_cells import (
    kilometres,
    postcode,
    whole_number,
    with_its_zero,
    year,
    year_made_a_day,
)
from matching.errors import InvalidProfile
from matching.occupations import (
    leaves_something_out,
    occupation_called,
    search_occupations,
)
from matching.postcodes import place_of
from matching.profiles import ApplicantProfile, OfferProfile
from matching.qualification import Qualification, qualification_called
from matching.wishes import ApplicantWish, CompanyWish, Wish

WISH_COLUMNS = ("wishes", "not_this_one")
FIRM_COLUMNS = ("firm", "offer", "occupation", "postcode", "start_year")
MORE_FIRM_COLUMNS = ("minimum_qualification", "languages", "tables", *WISH_COLUMNS)
APPLICANT_COLUMNS = ("applicant", "occupations", "postcode", "qualification", "start_year")
MORE_APPLICANT_COLUMNS = ("radius_km", "languages", *WISH_COLUMNS)
MOST_TABLES = 100
MOST_HINTS = 3


@dataclass(frozen=True, slots=True)
class Event:
    """What the two files say.

    Attributes
    ----------
    offers, applicants : lists of profiles
        In the order of the files.
    tables : dict of str to int
        Number of tables of each firm, in the order of the file.
    wishes : list of Wish
        Of both sides.
    remarks : list of str
        Places that are no mistakes, but perhaps not meant.
    """

    offers: list[OfferProfile]
    applicants: list[ApplicantProfile]
    tables: dict[str, int]
    wishes: list[Wish]
    remarks: list[str] = field(default_factory=list)


def read_event(firms_path: str, applicants_path: str, *, mend_postcodes: bool = False) -> Event:
    """Read both files.

    Parameters
    ----------
    firms_path, applicants_path : str
        Files; one of them may be ``-``, standard input.
    mend_postcodes : bool
        Put back the leading zero that spreadsheets cut from postcodes.

    Returns
    -------
    Event
        In the order of the files; at least one offer and one applicant.

    Raises
    ------
    InvalidTable
        The first thing that is wrong, by file, row and column.
    """
    remarks: list[str] = []
    firm_rows = read_rows(firms_path, FIRM_COLUMNS, MORE_FIRM_COLUMNS, remarks.append)
    applicant_rows = read_rows(applicants_path, APPLICANT_COLUMNS, MORE_APPLICANT_COLUMNS, remarks.append)
    _write_postcodes_out([*firm_rows, *applicant_rows], mend_postcodes, remarks.append)
    for row in firm_rows:
        row.identifier("firm")
    _check_unique(firm_rows, "offer")
    _check_unique(applicant_rows, "applicant")
    offers = [_offer(row) for row in firm_rows]
    applicants = [_applicant(row) for row in applicant_rows]
    remarks += [
        *_unknown_postcodes([*firm_rows, *applicant_rows]),
        *_parts_left_out(firm_rows, "occupation"),
        *_parts_left_out(applicant_rows, "occupations"),
    ]
    return Event(offers, applicants, _tables(firm_rows), _all_wishes(firm_rows, applicant_rows), remarks)


def _offer(row: Row) -> OfferProfile:
    try:
        return OfferProfile(
            id=row.text("offer"),
            company=row.text("firm"),
            occupation=_occupation(row, "occupation", row.text("occupation")),
            postcode=_postcode(row),
            minimum_qualification=_minimum(row),
            start_year=_year(row),
            languages=frozenset(map(str.lower, row.several("languages"))),
        )
    except InvalidProfile as invalid:
        raise row.complaint(invalid.field, invalid.complaint) from invalid


def _applicant(row: Row) -> ApplicantProfile:
    try:
        return ApplicantProfile(
            id=row.text("applicant"),
            occupations=tuple(_occupation(row, "occupations", name) for name in row.several("occupations")),
            postcode=_postcode(row),
            radius_km=_radius(row),
            qualification=_qualification(row, "qualification"),
            start_year=_year(row),
            languages=frozenset(map(str.lower, row.several("languages"))),
        )
    except InvalidProfile as invalid:
        raise row.complaint(invalid.field, invalid.complaint) from invalid


def _occupation(row: Row, column: str, name: str) -> str:
    found = occupation_called(name)
    if found:
        return found.id
    near = [repr(found.name_neutral) for found in search_occupations(name, MOST_HINTS)]
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    raise row.complaint(column, f"{name!r} is not an occupation in our table{hint}")


def _minimum(row: Row) -> Qualification:
    empty = not row.optional("minimum_qualification")
    return Qualification.NONE if empty else _qualification(row, "minimum_qualification")


def _qualification(row: Row, column: str) -> Qualification:
    found = qualification_called(row.text(column))
    if found is None:
        known = ", ".join(each.short_name for each in Qualification)
        raise row.complaint(column, f"{row.text(column)!r} is not a school qualification; known are {known}")
    return found


def _radius(row: Row) -> float | None:
    if not row.optional("radius_km"):
        return None
    return row.parsed("radius_km", kilometres, "a number of kilometres")


def _postcode(row: Row) -> str:
    text = row.text("postcode")
    if whole := with_its_zero(text):
        raise row.complaint(
            "postcode",
            f"{text!r} is not five digits; spreadsheets cut a leading zero: if {whole} is meant, write it as"
            " text, or let --mend-postcodes put the zero back",
        )
    return text


def _year(row: Row) -> int:
    if meant := year_made_a_day(row.text("start_year")):
        complaint = f"{row.text('start_year')!r} is what spreadsheets make of {meant} in a column of dates"
        raise row.complaint("start_year", f"{complaint}: write it as a number")
    return row.parsed("start_year", year, "a year")


def _write_postcodes_out(rows: Sequence[Row], mend: bool, note: Note) -> None:
    """Five digits without what is around them; with the zero that a spreadsheet has cut, if that is wanted."""
    for row in rows:
        text = row.optional("postcode")
        row.cells["postcode"] = postcode(text)
        if mend and (whole := with_its_zero(text)):
            row.cells["postcode"] = whole
            note(f"{row.place('postcode')}: {text} is read as {whole}")


def _unknown_postcodes(rows: Sequence[Row]) -> list[str]:
    """Five digits that no place has: the distance is unknown then."""
    return [
        f"{row.place('postcode')}: {row.text('postcode')} is not in our table, so no distance is known"
        for row in rows
        if place_of(row.text("postcode")) is None
    ]


def _parts_left_out(rows: Sequence[Row], column: str) -> list[str]:
    """Titles with a Fachrichtung that our table does not have."""
    return [
        f"{row.place(column)}: {name!r} is read as {found.name_neutral!r}"
        for row in rows
        for name in row.several(column)
        if leaves_something_out(name) and (found := occupation_called(name))
    ]


def _tables(firm_rows: Sequence[Row]) -> dict[str, int]:
    """Number of tables of each firm; 1 where no row says otherwise."""
    tables = dict.fromkeys((row.text("firm") for row in firm_rows), 1)
    for row in _one_row_a_firm(firm_rows, "tables"):
        number = row.parsed("tables", whole_number, "a whole number")
        if not 1 <= number <= MOST_TABLES:
            raise row.complaint("tables", f"{number} is not from 1 to {MOST_TABLES}")
        tables[row.text("firm")] = number
    return tables


def _all_wishes(firm_rows: Sequence[Row], applicant_rows: Sequence[Row]) -> list[Wish]:
    offers = {row.text("offer") for row in firm_rows}
    applicants = {row.text("applicant") for row in applicant_rows}
    found: dict[tuple[str, str, str], Wish] = {}
    for column in WISH_COLUMNS:
        for row in applicant_rows:
            _enter_wishes(row, column, offers, partial(ApplicantWish, row.text("applicant")), found)
        for row in _one_row_a_firm(firm_rows, column):
            _enter_wishes(row, column, applicants, partial(CompanyWish, row.text("firm")), found)
    return list(found.values())


def _enter_wishes(
    row: Row,
    column: str,
    known: set[str],
    wish_about: Callable[..., Wish],
    found: dict[tuple[str, str, str], Wish],
) -> None:
    """What one cell says: ranks in its order, or "not this one"."""
    for rank, name in enumerate(row.several(column), start=1):
        if name not in known:
            several = "; several are separated by | or line breaks" if re.search("[,;]", name) else ""
            raise row.complaint(column, f"there is no {name!r} in the other file{several}")
        wish = wish_about(name, rank=rank) if column == "wishes" else wish_about(name, unwanted=True)
        if wish.pair in found:
            raise row.complaint(column, f"something has already been said about {name!r}")
        found[wish.pair] = wish


def _one_row_a_firm(firm_rows: Sequence[Row], column: str) -> list[Row]:
    """Rows that fill a column which is about the firm; at most one for each firm."""
    filled: dict[str, Row] = {}
    for row in firm_rows:
        first = filled.setdefault(row.text("firm"), row) if row.optional(column) else row
        if first is not row:
            raise row.complaint(
                column, f"firm {row.text('firm')!r} has already said this in row {first.number}"
            )
    return list(filled.values())


def _check_unique(rows: Sequence[Row], column: str) -> None:
    first: dict[str, Row] = {}
    for row in rows:
        earlier = first.setdefault(row.identifier(column), row)
        if earlier is not row:
            raise row.complaint(column, f"{row.text(column)!r} is already in row {earlier.number}")
