"""How many typing errors lie between what was typed so far and the start of a word."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def allowed_errors(typed: str) -> int:
    """Short words must be right; one error from four letters on, two from eight."""
    return 0 if len(typed) < 4 else 1 if len(typed) < 8 else 2


def letter_counts(word: str) -> NDArray[np.int8]:
    """How often each letter and digit is in a word, shape (36,)."""
    return np.array([word.count(letter) for letter in LETTERS], dtype=np.int8)


def missing_letters(typed: str, counts: NDArray[np.int8]) -> NDArray[np.intp]:
    """Lower bound of `errors_to_prefix` that is much quicker: letters of `typed` that a word does not have.

    Parameters
    ----------
    typed : str
        What was typed.
    counts : ndarray of int8, shape (words, 36)
        `letter_counts` of each word.

    Returns
    -------
    ndarray of int, shape (words,)
    """
    missing: NDArray[np.intp] = np.maximum(letter_counts(typed) - counts, 0).sum(axis=1)
    return missing


def errors_to_prefix(typed: str, word: str) -> int:
    """Smallest number of errors that turn `typed` into a beginning of `word`.

    Insertions, deletions, substitutions and exchanges of two neighbours each count as one.

    Notes
    -----
    Optimal string alignment (Damerau 1964; Wagner and Fischer 1974), the minimum taken over the last row, so
    that what has not been typed yet costs nothing.
    """
    word = word[: len(typed) + allowed_errors(typed)]
    two_above: list[int] = []
    above = list(range(len(word) + 1))
    for i, letter in enumerate(typed):
        row = [i + 1]
        for j, other in enumerate(word):
            cost = min(above[j + 1] + 1, row[j] + 1, above[j] + (letter != other))
            if i and j and letter == word[j - 1] and typed[i - 1] == other:
                cost = min(cost, two_above[j - 1] + 1)
            row.append(cost)
        two_above, above = above, row
    return min(above)
