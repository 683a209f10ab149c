"""What people type stands in mails to others as words: no mail program makes a link of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Signs that nobody sees, or that turn the direction of what is read.
UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
SCHEME = re.compile(r"\b(?:https?|ftp|file|mailto|tel|sms|data|javascript):(?://)?|://", re.IGNORECASE)
# A dot between a word and what could be the end of a web address; "e.V." and "18.30" are none.
DOT = re.compile(r"(?<=\w)[.\u3002\uff0e\uff61](?=[^\W\d_]{2})")


def without_links(text: str, ours: Sequence[str] = ()) -> str:
    """Return a text in which nothing can be tapped but our own pages and addresses."""
    kept = [re.escape(word) for word in sorted(filter(None, ours), key=len, reverse=True)]
    if not kept:
        return words_of(text)
    parts = re.split(rf"((?<!\S)(?:{'|'.join(kept)})(?:/[\w/?=&%-]*)?(?=[.,;]?(?:\s|$)))", text)
    return "".join(part if number % 2 else words_of(part) for number, part in enumerate(parts))


def words_of(text: str) -> str:
    """Take away what makes a link of a word."""
    return DOT.sub(" . ", SCHEME.sub("", UNSEEN.sub("", text)))
