"""How a mail looks on its way: plain text, written by a machine; no name adds a line to its head."""

from __future__ import annotations

import hashlib
import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

import idna

METHOD = re.compile(rb"^METHOD:([A-Z]+)\s*$", re.MULTILINE)


def message_of(
    *, sender: str, recipient: str, replies_to: str, subject: str, text: str, calendar: bytes | None
) -> EmailMessage:
    """Put a mail together; what no head of a mail can carry is a ValueError."""
    message = EmailMessage(policy=SMTP)
    message["From"] = addressed(sender)
    message["To"] = addressed(recipient)
    message["Reply-To"] = addressed(replies_to)
    message["Subject"] = in_plain_words(subject)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"  # what Exchange heeds instead
    message.set_content(text, cte="quoted-printable")
    if calendar:
        method = METHOD.search(calendar)
        message.add_attachment(
            calendar,
            maintype="text",
            subtype="calendar",
            filename="tischwechsel.ics",
            params={"charset": "utf-8", **({"method": method.group(1).decode()} if method else {})},
        )
    return message


def in_plain_words(subject: str) -> str:
    """Return a subject in which nothing is a code word of mail heads, which could hold lines and links."""
    return subject.replace("=?", "= ?")


def addressed(address: str) -> Address:
    """Return an address as every mail server understands it."""
    return Address(addr_spec=plain_address(address))


def plain_address(address: str) -> str:
    """Write the domain of an address in ASCII; a local part that is not ASCII is a ValueError."""
    local, _at, domain = address.rpartition("@")
    local.encode("ascii")
    return f"{local}@{domain if domain.isascii() else idna.encode(domain, uts46=True).decode()}"


def message_id(mail_id: int, written: str, sender: str) -> str:
    """Name a mail so that its second attempt is known as the same mail; tells nothing about this machine."""
    digest = hashlib.sha256(f"{mail_id} {written} {sender}".encode()).hexdigest()[:32]
    return f"<{digest}@{plain_address(sender).rpartition('@')[2]}>"
