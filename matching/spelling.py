"""How many typing errors lie between what was typed so far and the start of a word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def allowed_errors(typed: str) -> int:
    """Short words must be right; one error from four letters on, two from nine.

    Parameters
    ----------
    typed : str
        One folded word, complete or not.

    Returns
    -------
    int
        0, 1 or 2.
    """
    return 0 if len(typed) < 4 else 1 if len(typed) < 9 else 2


def running_letter_counts(words: Sequence[str]) -> NDArray[np.int8]:
    """How often each letter and digit is in the first letters of each word.

    Parameters
    ----------
    words : sequence of str
        Folded letters a to z and digits; any length.

    Returns
    -------
    ndarray of int8, shape (longest + 1, words, 36)
        ``[n]`` counts the first n letters.
    """
    longest = max((len(word) for word in words), default=0)
    present = np.zeros((longest + 1, len(words), len(LETTERS)), dtype=np.int8)
    for number, word in enumerate(words):
        for place, letter in enumerate(word):
            present[place + 1, number, LETTERS.index(letter)] = 1
    return np.cumsum(present, axis=0, dtype=np.int8)


def missing_letters(typed: str, counts: NDArray[np.int8]) -> NDArray[np.intp]:
    """Lower bound of `errors_to_prefix`, much quicker: letters of `typed` that the words' starts lack.

    Parameters
    ----------
    typed : str
        Folded letters and digits.
    counts : ndarray of int8, shape (longest + 1, words, 36)
        From `running_letter_counts`.

    Returns
    -------
    ndarray of int, shape (words,)
    """
    within = min(len(typed) + allowed_errors(typed), len(counts) - 1)
    wanted = np.array([min(typed.count(letter), 127) for letter in LETTERS], dtype=np.int8)
    missing: NDArray[np.intp] = np.maximum(wanted - counts[within], 0).sum(axis=1)
    return missing


def errors_to_prefix(typed: str, word: str, most: int) -> int:
    """Smallest number of errors that turn `typed` into a beginning of `word`; ``most + 1`` for more.

    Insertions, deletions, substitutions and exchanges of two neighbours each count as one.

    Parameters
    ----------
    typed, word : str
        Folded.
    most : int
        Where counting stops, at least 0.

    Returns
    -------
    int
        0 to ``most + 1``.

    Notes
    -----
    Optimal string alignment (Damerau 1964; Wagner and Fischer 1974) in a band of `most` around the diagonal
    (Ukkonen 1985). The minimum is taken over the last row, so that what has not been typed yet costs nothing.
    """
    too_many = most + 1
    width = min(len(word), len(typed) + most)
    two_above: list[int] = []
    above = [min(j, too_many) for j in range(width + 1)]
    for i, letter in enumerate(typed):
        row = [min(i + 1, too_many)] + [too_many] * width
        for j in range(max(0, i - most), min(width, i + most + 1)):
            cost = min(above[j + 1] + 1, row[j] + 1, above[j] + (letter != word[j]))
            if i and j and letter == word[j - 1] and typed[i - 1] == word[j]:
                cost = min(cost, two_above[j - 1] + 1)
            row[j + 1] = min(cost, too_many)
        if min(row) == too_many:
            return too_many
        two_above, above = above, row
    return min(above)
