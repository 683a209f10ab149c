"""What a field accepts, and the sentence it answers with otherwise; the wording suits Du and Sie."""

from __future__ import annotations

import unicodedata

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext
from wtforms import Field, Form
from wtforms.validators import StopValidation, ValidationError

from matching.postcodes import place_of
from plaintext import cleaning
from webapp.forms.phone_numbers import number_of
from webapp.forms.web_addresses import holds_address, whole_address, without_links

LONGEST_EMAIL = 254
LONGEST_NAME = 60
BESIDE_LETTERS = frozenset(" -'’ʼ‘.·\u200c\u200d")
SIGNS_OF_FIRMS = frozenset("®©™°")


def writable(_form: Form, field: Field) -> None:
    """Refuse control characters (a NUL is refused by PostgreSQL) in any text."""
    if cleaning.unwritable(field.data or ""):
        raise ValidationError(
            gettext("This contains a character that cannot be stored. Please type it again.")
        )


class Answered:
    """The field must be answered; the sentence says with what."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self.field_flags = {"required": True}

    def __call__(self, _form: Form, field: Field) -> None:
        """Stop at an empty answer, but not over the sentence of one that could not be read."""
        if field.data in (None, "", []):
            raise StopValidation(None if field.errors else str(self.sentence))


class AtMost:
    """No longer than so many characters."""

    def __init__(self, characters: int) -> None:
        self.characters = characters
        self.field_flags = {"maxlength": characters}

    def __call__(self, _form: Form, field: Field) -> None:
        """Say how long the text is and how long it may be."""
        if len(field.data or "") > self.characters:
            raise StopValidation(too_long(len(field.data), self.characters))


def too_long(length: int, most: int) -> str:
    """Say how long a text is and how long it may be."""
    return gettext("Please use at most %(most)s characters; these are %(length)s.", most=most, length=length)


class Between:
    """A number within limits."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most
        self.field_flags = {"min": least, "max": most}

    def __call__(self, _form: Form, field: Field) -> None:
        """Say the limits if the number is outside."""
        if field.data is not None and not self.least <= field.data <= self.most:
            sentence = gettext(
                "Please enter a number from %(least)s to %(most)s.", least=self.least, most=self.most
            )
            raise ValidationError(sentence)


def is_part_of_a_name(character: str) -> bool:
    """Whether a character may stand in a person's name, in any script."""
    return unicodedata.category(character)[0] in "LM" or character in BESIDE_LETTERS


def person_name(_form: Form, field: Field) -> None:
    """Accept letters of every script with what stands between them; no digits, no emoji."""
    name = field.data = without_links(cleaning.with_hyphens(cleaning.name(field.data or "")))
    if not all(map(is_part_of_a_name, name)) or not any(map(str.isalpha, name)):
        raise StopValidation(
            gettext("Please write the name with letters; spaces, hyphens and apostrophes are fine.")
        )
    no_address(name)


def firm_name(_form: Form, field: Field) -> None:
    """Accept what stands on a firm's sign: letters, digits, punctuation; no emoji."""
    name = field.data = without_links(cleaning.name(field.data or ""))
    odd = any(unicodedata.category(c) in {"So", "Sk", "Co", "Cn"} and c not in SIGNS_OF_FIRMS for c in name)
    if odd or not any(map(str.isalnum, name)):
        raise StopValidation(gettext("Please write the name with letters and digits, without pictures."))
    no_address(name)


def no_address(name: str) -> None:
    """Refuse a name that is, or holds, a web address: names stand in mails to people who do not know us."""
    if holds_address(name):
        raise StopValidation(gettext("Please write the name without a web address."))


def email_address(_form: Form, field: Field) -> None:
    """Accept an address that can exist, and write it in lower case."""
    typed = cleaning.with_hyphens(field.data or "")
    try:
        found = validate_email(typed, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        raise StopValidation(
            gettext("Please check the e-mail address; it looks like name@example.org.")
        ) from None
    if len(found.normalized) > LONGEST_EMAIL:
        raise StopValidation(gettext("This e-mail address is too long."))
    field.data = found.normalized.lower()


def known_postcode(_form: Form, field: Field) -> None:
    """Accept a postcode of which we know the place."""
    typed = field.data or ""
    if len(typed) == 4 and place_of(f"0{typed}"):
        raise StopValidation(
            gettext(
                "A postcode has five digits. Spreadsheets cut off a 0 at the front: is it %(postcode)s?",
                postcode=f"0{typed}",
            )
        )
    if len(typed) != 5 or not (typed.isascii() and typed.isdigit()):
        raise StopValidation(gettext("A postcode has five digits, such as 32756."))
    if place_of(typed) is None:
        raise StopValidation(
            gettext("We do not know the postcode %(postcode)s. Please check it.", postcode=typed)
        )


def phone_number(_form: Form, field: Field) -> None:
    """Accept what can be dialled."""
    typed = field.data = cleaning.with_hyphens(field.data or "")
    if typed and number_of(typed) is None:
        raise StopValidation(gettext("Please check the phone number; it looks like 05231 123456."))


def web_address(_form: Form, field: Field) -> None:
    """Accept a web address, and complete it to a whole one; nothing but http and https."""
    if not field.data:
        return
    address = whole_address(field.data)
    if address is None:
        raise StopValidation(gettext("Please check the web address; it looks like www.example.org."))
    field.data = address
