"""Telephone numbers as people type them and as telephones dial them, by the rules of Google's libphonenumber."""

from __future__ import annotations

import phonenumbers

# Where a number without a country is dialled.
HOME = "DE"
TYPED = frozenset("0123456789 +-/().")
# Shorter ones are emergency calls and extensions.
FEWEST_DIGITS = 5


def number_of(typed: str) -> phonenumbers.PhoneNumber | None:
    """Return the number that somebody typed, or None where it cannot be one."""
    if not set(typed) <= TYPED or sum(map(str.isdigit, typed)) < FEWEST_DIGITS:
        return None
    try:
        number = phonenumbers.parse(typed, HOME)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None


def dialling_link(typed: str) -> str:
    """Return the link that dials a number from anywhere, with its country; "" where it is none."""
    number = number_of(typed)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.RFC3966) if number else ""
