"""Lists of names are sorted as Germans look for them, and the same whatever database holds them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.factories.people import make_account, make_association
from tests.planning.evenings import Evening, add_wish, make_evening, planned
from webapp.accounts.models import Account
from webapp.companies.queries import by_name
from webapp.events.models import WishSide
from webapp.events.queries import companies_at
from webapp.extensions import db
from webapp.permissions import Role

NAMES = re.compile(r"(?<![a-z])(?:\w+_)?(?:name|title)(?:_\w+)?$")
IN_ORDER = [
    "Ärztehaus",
    "Bäcker Übel",
    "Bäckerei",
    "eBau",
    "Straße & Söhne",
    "Strassenbau",
    "Werk 2",
    "Werk 10",
    "Zimmerei",
]
AS_THEY_CAME = [IN_ORDER[i] for i in (8, 3, 7, 0, 5, 2, 6, 1, 4)]
SORTS = {"sorted", "sort", "min", "max"}


def calls(root: Path, *packages: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call in the sources of some packages, with where it stands."""
    for package in packages:
        for path in sorted((root / package).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    yield f"{path.relative_to(root)}:{node.lineno}", node


def called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def names_in(node: ast.AST) -> Iterator[str]:
    """Attributes and texts below a node that name a name, unless its key is made of them."""
    if isinstance(node, ast.Call) and called(node) == "german_order":
        return
    if isinstance(node, ast.Attribute) and NAMES.match(node.attr):
        yield node.attr
    if (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and NAMES.match(node.value.split(".")[-1])
    ):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from names_in(child)


def test_no_database_sorts_names(project_root: Path) -> None:
    """SQLite would put Ärztehaus behind Zimmerei, PostgreSQL wherever its machine's locale does."""
    wrong = [
        place
        for place, call in calls(project_root, "webapp")
        for part in [
            *(call.args if called(call) == "order_by" else []),
            *(keyword.value for keyword in call.keywords if keyword.arg == "order_by"),
        ]
        if list(names_in(part))
    ]
    assert wrong == []


def test_names_are_sorted_by_the_german_order_only(project_root: Path) -> None:
    wrong = [
        place
        for place, call in calls(project_root, "webapp", "matching")
        if called(call) in SORTS
        for keyword in call.keywords
        if keyword.arg == "key" and (list(names_in(keyword.value)) or "casefold" in ast.dump(keyword.value))
    ]
    assert wrong == []


@pytest.mark.parametrize("filter_", ["sort", "dictsort", "groupby"])
def test_no_template_sorts_by_itself(project_root: Path, filter_: str) -> None:
    wrong = [
        str(path.relative_to(project_root))
        for path in (project_root / "webapp").rglob("*.html")
        if re.search(rf"\|\s*{filter_}\b", path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


@pytest.fixture
def evening(app: Flask) -> Evening:
    """Firms, applicants and staff with the same names, who came in another order; everybody wishes one firm."""
    made = make_evening(firms=len(IN_ORDER), people=len(IN_ORDER))
    for company, applicant, name in zip(made.companies, made.applicants, AS_THEY_CAME, strict=True):
        company.name = name
        applicant.account.first_name, applicant.account.last_name = name, "Kim"
        colleague = make_account(made.event.association, Role.HELPER, first_name=name, last_name="Team")
        company.representatives[0].account.first_name = colleague.first_name
        make_association(name=name, slug=f"verein-mit-{company.id}")
        add_wish(
            made, WishSide.APPLICANT, made.applicants.index(applicant), made.companies.index(company), rank=1
        )
    planned(made, [])
    return made


def read(app: Flask, account: Account | None, path: str, part: str = "") -> list[str]:
    """The names on a page, in the order in which they stand there; `part` is where to begin."""
    client = app.test_client(user=account) if account else app.test_client()
    answer = client.get(path, follow_redirects=True)
    assert answer.status_code == 200
    page = answer.get_data(as_text=True).replace("&amp;", "&")
    page = page[page.index(part) :]
    return sorted(IN_ORDER, key=lambda name: page.index(f">{name}"))


@pytest.mark.parametrize(
    ("who", "path", "part"),
    [
        (None, "/", "<main"),
        (None, "/imprint", "<main"),
        ("organiser", "/board", "decided"),
        ("organiser", "/association/team", "<main"),
        ("organiser", "/events/{id}/plan/by-hand", 'id="applicant"'),
        ("organiser", "/events/{id}/plan/by-hand", 'id="table"'),
        ("organiser", "/events/{id}/plan", "demand"),
        ("applicant", "/events/{id}", "<main"),
    ],
)
def test_names_on_a_page_stand_where_germans_look_for_them(
    app: Flask, evening: Evening, who: str | None, path: str, part: str
) -> None:
    people = {None: None, "organiser": evening.organiser, "applicant": evening.applicants[0].account}
    assert read(app, people[who], path.format(id=evening.event.id), part) == IN_ORDER


def test_firms_of_an_event_come_sorted_from_either_database(evening: Evening) -> None:
    assert [company.name for company in companies_at(evening.event)] == IN_ORDER


def test_firms_of_one_name_stay_in_the_order_they_came(evening: Evening) -> None:
    for company in evening.companies:
        company.name = "Meier"
    db.session.flush()
    assert by_name(reversed(evening.companies)) == evening.companies
