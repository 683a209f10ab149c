"""What a field accepts, and the sentence it answers with otherwise; the wording suits Du and Sie."""

from __future__ import annotations

import unicodedata

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext
from wtforms import Field, Form
from wtforms.validators import StopValidation, ValidationError

from matching.postcodes import place_of

LONGEST_EMAIL = 254
LONGEST_NAME = 60
BESIDE_LETTERS = frozenset(" -'’ʼ‘.·‐‑\u200c\u200d")
SIGNS_OF_FIRMS = frozenset("®©™°")
# Signs that turn the direction of writing, also of what stands beside a name on a page or in a mail.
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
DIALLED = frozenset("0123456789 +-/()")
LINE_ENDS = frozenset("\n\r\t")


def writable(_form: Form, field: Field) -> None:
    """Refuse control characters (a NUL is refused by PostgreSQL) in any text."""
    if any(unicodedata.category(c) in {"Cc", "Cs"} and c not in LINE_ENDS for c in field.data or ""):
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
        length = len(field.data or "")
        if length > self.characters:
            sentence = gettext("Please use at most %(most)s characters; these are %(length)s.",
                               most=self.characters, length=length)  # fmt: skip
            raise StopValidation(sentence)


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
    name = field.data or ""
    if not all(map(is_part_of_a_name, name)) or not any(map(str.isalpha, name)):
        raise StopValidation(
            gettext("Please write the name with letters; spaces, hyphens and apostrophes are fine.")
        )


def firm_name(_form: Form, field: Field) -> None:
    """Accept what stands on a firm's sign: letters, digits, punctuation; no emoji."""
    name = field.data or ""
    odd = any(unicodedata.category(c) in {"So", "Sk", "Co", "Cn"} and c not in SIGNS_OF_FIRMS for c in name)
    if odd or BIDI_CONTROLS & set(name) or not any(map(str.isalnum, name)):
        raise StopValidation(gettext("Please write the name with letters and digits, without pictures."))


def email_address(_form: Form, field: Field) -> None:
    """Accept an address that can exist, and write it in lower case."""
    typed = field.data or ""
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
    if len(typed) != 5 or not (typed.isascii() and typed.isdigit()):
        raise StopValidation(gettext("A postcode has five digits, such as 32756."))
    if place_of(typed) is None:
        raise StopValidation(
            gettext("We do not know the postcode %(postcode)s. Please check it.", postcode=typed)
        )


def phone_number(_form: Form, field: Field) -> None:
    """Accept what can be dialled."""
    typed = field.data or ""
    digits = sum(map(str.isdigit, typed))
    if typed and (not typed.isascii() or not set(typed) <= DIALLED or not 5 <= digits <= 20):
        raise StopValidation(gettext("Please check the phone number; it looks like 05231 123456."))


def web_address(_form: Form, field: Field) -> None:
    """Accept a web address, and complete it to a whole one; nothing but http and https."""
    typed = field.data or ""
    if not typed:
        return
    address = typed if "://" in typed else f"https://{typed}"
    scheme, _, rest = address.partition("://")
    host = rest.partition("/")[0]
    if (
        scheme not in {"http", "https"}
        or "." not in host
        or any(c.isspace() or c in "<>\"'@" for c in address)
    ):
        raise StopValidation(gettext("Please check the web address; it looks like www.example.org."))
    field.data = address
