"""What it means that a mail did not leave: for this person for good, or for everybody for the moment."""

from __future__ import annotations

import smtplib
import ssl

from webapp.mail.models import Failure

# These say something about the mail itself; trying again changes nothing.
FINAL = frozenset({Failure.UNKNOWN_ADDRESS, Failure.REFUSED, Failure.UNSENDABLE})
FOR_GOOD = 500


def failure_of(error: Exception) -> Failure:
    """Name what happened."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _words in error.recipients.values()]
        return Failure.UNKNOWN_ADDRESS if min(codes, default=0) >= FOR_GOOD else Failure.LATER
    if isinstance(error, smtplib.SMTPDataError):
        return Failure.REFUSED if error.smtp_code >= FOR_GOOD else Failure.LATER
    return next((name for kind, name in KINDS if isinstance(error, kind)), Failure.UNWILLING)


# The first that fits counts; ssl's errors are OSErrors, and some of those are ValueErrors, too.
KINDS: tuple[tuple[type[Exception], Failure], ...] = (
    (smtplib.SMTPAuthenticationError, Failure.LOGIN),
    (smtplib.SMTPNotSupportedError, Failure.UNSAFE),
    (smtplib.SMTPServerDisconnected, Failure.UNREACHABLE),
    (smtplib.SMTPException, Failure.UNWILLING),
    (ssl.SSLError, Failure.UNSAFE),
    (TimeoutError, Failure.SILENT),
    (OSError, Failure.UNREACHABLE),
    (ValueError, Failure.UNSENDABLE),
)
