"""Telephone numbers: what can be one, and the link that dials it."""

from __future__ import annotations

import pytest

from webapp.forms.phone_numbers import dialling_link, number_of


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("0151 234567", "tel:+49-151234567"),
        ("05251 / 1234-0", "tel:+49-5251-12340"),
        ("(05231) 12 34 56", "tel:+49-5231-123456"),
        ("0049 5231 123456", "tel:+49-5231-123456"),
        ("+49 (0) 5231 123456", "tel:+49-5231-123456"),
        ("+43 1 58858", "tel:+43-1-58858"),
    ],
)
def test_number_when_typed_as_on_a_card_is_dialled_from_anywhere(typed: str, link: str) -> None:
    assert dialling_link(typed) == link


@pytest.mark.parametrize(
    "typed", ["", "+49", "110", "05231 123456 / 05231 123457", "0800 FLOWERS", "٠٥٢٣١ ١٢٣٤٥٦", "0" * 40]
)
def test_number_when_it_cannot_be_one_is_none_and_has_no_link(typed: str) -> None:
    assert (number_of(typed), dialling_link(typed)) == (None, "")
