"""Named complaints of `matching`; each message is one sentence that says what is wrong and where."""

from __future__ import annotations


class MatchingError(ValueError):
    """Something that was given to `matching` makes no sense."""


class UnknownOccupation(MatchingError, KeyError):
    """An occupation id that is not in our table."""

    __str__ = ValueError.__str__  # a KeyError would put the sentence in quotation marks


class UnknownLocale(MatchingError):
    """A language in which we have no sentences."""


class InvalidProfile(MatchingError):
    """A field of an applicant's or an offer's profile is not what it must be.

    Attributes
    ----------
    field : str
        Name of the field, such as ``"postcode"``.
    complaint : str
        What is wrong with it, without the field's name.
    """

    def __init__(self, field: str, complaint: str) -> None:
        super().__init__(f"{field}: {complaint}")
        self.field = field
        self.complaint = complaint


class InvalidWish(MatchingError):
    """A wish that is neither a rank nor a "not this one", or both."""


class InvalidTable(MatchingError):
    """A CSV file of firms or applicants in which something is wrong; the message starts with its place."""

    def __init__(self, place: str, complaint: str) -> None:
        super().__init__(f"{place}: {complaint}")
        self.place = place


class DuplicateId(MatchingError):
    """Two profiles on one side carry the same id."""


class DuplicateWish(MatchingError):
    """One side says two things about the same pair."""


class UnknownId(MatchingError):
    """A wish about somebody who is not there."""


class InvalidWeights(MatchingError):
    """Weights that are negative, not finite, or leave one side without a view."""
