"""What a wish is worth in the view of the side that has it."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from matching.criteria.criterion import Values
from matching.locales import in_locale

LEAST = 0.75  # of any wish, however far down the list; `matching.views` needs more than 0.7


def wish_values(ranks: ArrayLike) -> Values:
    """Turn ranks into values: 1 for the first, falling towards 0.75; 0 without a wish.

    Parameters
    ----------
    ranks : array_like of int, any shape
        From 1 for the most wished; 0 for no wish.

    Returns
    -------
    ndarray of float32, same shape
        In {0} and (0.75, 1].

    Notes
    -----
    The part above the floor is the reciprocal rank (Voorhees, TREC-8, 1999): between first and second lies
    more than between ninth and tenth.
    """
    ranks = np.asarray(ranks)
    reciprocal = 1 / np.maximum(ranks, 1).astype(np.float32)
    return np.where(ranks > 0, LEAST + (1 - LEAST) * reciprocal, 0).astype(np.float32)


def sentence(by_applicant: bool, by_company: bool, locale: str) -> str:
    """Who wished for the talk; ranks stay with the side that gave them.

    Parameters
    ----------
    by_applicant, by_company : bool
        Whether that side has given the other a rank.
    locale : str
        ``"de"`` or ``"en"``, also with a country; any other raises `UnknownLocale`.

    Returns
    -------
    str
        One sentence that both sides may read.
    """
    match by_applicant + by_company:
        case 2:
            text = {
                "de": "Beide Seiten haben sich dieses Gespräch gewünscht.",
                "en": "Both sides have wished for this talk.",
            }
        case 1:
            text = {
                "de": "Eine Seite hat sich dieses Gespräch gewünscht.",
                "en": "One side has wished for this talk.",
            }
        case _:
            text = {
                "de": "Bisher hat sich niemand dieses Gespräch ausdrücklich gewünscht.",
                "en": "So far nobody has expressly wished for this talk.",
            }
    return in_locale(text, locale)


def sentence_of_excluded(locale: str) -> str:
    """For a pair that must not meet; it does not say which side said so.

    Parameters
    ----------
    locale : str
        ``"de"`` or ``"en"``, also with a country; any other raises `UnknownLocale`.

    Returns
    -------
    str
        One sentence that both sides may read.
    """
    return in_locale(
        {"de": "Dieses Gespräch ist nicht vorgesehen.", "en": "This talk is not planned."}, locale
    )
