"""Named complaints about what the planner was asked; each message is one sentence that names the place."""

from __future__ import annotations


class SchedulingError(ValueError):
    """Something in the input is wrong; the message starts with its place.

    Attributes
    ----------
    place : str
        Where it was made, such as ``applicants[17].available``; a file name for a whole file.
    """

    def __init__(self, place: str, complaint: str) -> None:
        super().__init__(f"{place}: {complaint}")
        self.place = place


class UnreadableFile(SchedulingError):
    """The file is missing, is not UTF-8 or is not JSON."""


class WrongFormat(SchedulingError):
    """The document is not of the kind that is expected here."""


class MissingKey(SchedulingError):
    """A required key is not there."""


class WrongType(SchedulingError):
    """A value is of another kind than the format says."""


class WrongNumber(SchedulingError):
    """A number is outside what the format allows."""


class WrongUtility(SchedulingError):
    """A utility is NaN, infinite, negative or no number at all."""


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
