"""We hold month and year of birth: who may still be 17 is taken as 17."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask

from tests.factories.people import make_applicant, make_association
from webapp.applicants.age import may_be_under_age

EVENING = datetime(2027, 3, 1, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("year", "month", "young"),
    [(2009, 2, False), (2009, 3, True), (2009, 4, True), (2008, 12, False), (2010, 1, True)],
)
def test_applicant_when_asked_for_in_the_month_of_the_eighteenth_birthday_may_still_be_under_age(
    app: Flask, year: int, month: int, young: bool
) -> None:
    applicant = make_applicant(make_association(), birth_year=year, birth_month=month)
    assert may_be_under_age(applicant, EVENING) is young
