"""Web addresses: how a firm's own is written, and how one is noticed where none may stand."""

from __future__ import annotations

import re
import unicodedata

import idna
from babel import Locale

from plaintext.cleaning import JOINERS, with_hyphens

SCHEMES = frozenset({"http", "https"})
NEVER_THERE = frozenset("<>\"'\\")
AFTER_THE_HOST = re.compile(r"(?=[/?#])")
PORT = re.compile(r"[0-9]{1,5}")

COUNTRIES = [str(code).lower() for code in Locale("en").territories]
ENDINGS = "|".join(
    ["com", "net", "org", "uk", *(code for code in COUNTRIES if re.fullmatch("[a-z]{2}", code))]
)
# In a name a dot ends a short form, an initial or a number; with a blank behind it, it makes no link.
SHORT_FORM = re.compile(
    r"\b(?:co|dr|prof|st|fa|gebr|dipl|ing|med|inh|nr|str|ev|kath)\.(?=[^\W\d_])"
    r"|\b\d{1,2}\.(?=[^\W\d_]{2})"
    rf"|(?<![\w-])[^\W\d_]\.(?=(?:{ENDINGS})\b)",
    re.IGNORECASE,
)
DOTS = str.maketrans("。․·", "...")
# One letter before a dot is an initial, as in "s.Oliver".
ADDRESS = re.compile(
    r"[\w-]\w\.(?:[\w-]+\.)*[^\W\d_]{2}|\bwww\d?\.|://|\b(?:https?|ftp|mailto|tel|sms|data|javascript):|(?:\d{1,3}\.){3}\d"
)


def whole_address(typed: str) -> str | None:
    """Return a web address with its scheme and in lower case where case says nothing; None if it is none."""
    before, separator, behind = typed.partition("://")
    scheme, rest = (before.lower(), behind) if separator else ("https", typed)
    if scheme not in SCHEMES or any(sign.isspace() or sign in NEVER_THERE for sign in rest):
        return None
    place, *path = AFTER_THE_HOST.split(rest, maxsplit=1)
    host, colon, port = place.partition(":")
    name = host_name(host)
    if name is None or (colon and not (PORT.fullmatch(port) and 0 < int(port) < 65536)):
        return None
    return f"{scheme}://{name}{colon}{port}{''.join(path)}"


def host_name(typed: str) -> str | None:
    """Return the name of a host as people read it, such as müller.example; None if there can be none."""
    try:
        encoded = idna.encode(with_hyphens(typed).rstrip("."), uts46=True)
        found = idna.decode(encoded)
    except UnicodeError:
        return None
    return found if "." in found and not found.rpartition(".")[2].isdigit() else None


def without_links(name: str) -> str:
    """Write a blank behind short forms, as in "Co. KG", so that nothing takes them for a web address."""
    return SHORT_FORM.sub(r"\g<0> ", name)


def holds_address(name: str) -> bool:
    """Whether a name holds something that leads to a page, a mailbox or a phone, in whatever letters."""
    plain = unicodedata.normalize("NFKC", "".join(sign for sign in name if sign not in JOINERS))
    return bool(ADDRESS.search(plain.translate(DOTS).casefold()))
