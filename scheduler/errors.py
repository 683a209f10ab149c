"""Named complaints about what the planner was asked; each message is one sentence that names the place."""

from __future__ import annotations

from collections.abc import Mapping


class SchedulingError(ValueError):
    """Something in the input is wrong; the message starts with its place.

    Attributes
    ----------
    place : str
        Where it was made, such as ``applicants[17].available``; a file name for a whole file.
    complaint : str
        What is wrong there.
    ids : mapping of str to str
        Whom it is about, by ``applicant`` and ``table``; empty where it is about no pair.
    """

    def __init__(self, place: str, complaint: str, ids: Mapping[str, str] | None = None) -> None:
        super().__init__(on_one_line(f"{place}: {complaint}"))
        self.place = place
        self.complaint = complaint
        self.ids = dict(ids or {})

    def within(self, file: str) -> SchedulingError:
        """The same complaint with the file before its place, for whoever reads several files."""
        return self if self.place == file else type(self)(f"{file}: {self.place}", self.complaint, self.ids)


def on_one_line(message: str) -> str:
    """Show line breaks, and what steers a terminal, escaped: ids and file names may hold them.

    Parameters
    ----------
    message : str
        With words of others in it.

    Returns
    -------
    str
        The same on one line, every character printable.
    """
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in message)


class UnreadableFile(SchedulingError):
    """The file is missing, is not UTF-8 or is not JSON."""


class WrongFormat(SchedulingError):
    """The document is not of the kind that is expected here."""


class MissingKey(SchedulingError):
    """A required key is not there."""


class DuplicateKey(SchedulingError):
    """An object has the same key twice."""


class WrongType(SchedulingError):
    """A value is of another kind than the format says."""


class WrongNumber(SchedulingError):
    """A number is outside what the format allows."""


class WrongUtility(SchedulingError):
    """A utility is NaN, infinite, negative, too large to be summed, or no number at all."""


class UnknownId(SchedulingError):
    """An id that nobody carries."""


class DuplicateId(SchedulingError):
    """Two on one side carry the same id."""


class PairListedTwice(SchedulingError):
    """A pair has two utilities."""


class RoundOutOfRange(SchedulingError):
    """A round that the event does not have."""


class ImpossiblePin(SchedulingError):
    """A pin that breaks a rule by itself."""


class CollidingPins(SchedulingError):
    """Pins that cannot all be kept together."""
