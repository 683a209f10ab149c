"""Find entries by the beginnings of words in any of their terms, as somebody types."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.folding import search_words, term_words
from matching.spelling import allowed_errors, errors_to_prefix, missing_letters, running_letter_counts

EXACT, BEGINNING, INSIDE, MISSPELT = 4.0, 3.0, 2.0, 1.0  # how well a typed word fits a word of a term
FIRST_WORD_BONUS = 1.0
PER_WORD_MALUS = 0.02
FEMALE_MALUS = 0.25
SHORTEST_FEMALE = 6
MOST_WORDS = 10  # no title has more; each is looked for
SHORTEST_INSIDE = 3  # letters; shorter ones are inside almost everything

Qualities = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Term:
    """One way to call an entry; `bonus` moves it up or down among terms that fit equally well."""

    text: str
    entry: int
    bonus: float = 0.0


class TermIndex:
    """Terms and their words, ready to be searched in well under a millisecond or two."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = list(terms)
        words_of_terms = [term_words(term.text) for term in self._terms]
        self._vocabulary = sorted({word for words in words_of_terms for word in words})
        self._letter_counts = running_letter_counts(self._vocabulary)
        number_of = {word: number for number, word in enumerate(self._vocabulary)}
        self._words = self._padded([[number_of[word] for word in words] for words in words_of_terms])
        self._entries = np.array([term.entry for term in self._terms])
        self._bonus = np.array(
            [
                term.bonus - PER_WORD_MALUS * len(words)
                for term, words in zip(self._terms, words_of_terms, strict=True)
            ],
            dtype=np.float32,
        )

    def search(self, text: str) -> dict[int, float]:
        """Entries of which some term has each typed word, with their rank value (higher is better)."""
        typed = search_words(text)[:MOST_WORDS]
        if not typed:
            return {}
        return self._fitting([self._either_gender(word) for word in typed]) or self._fitting(
            [np.maximum(self._either_gender(word), self._misspelt(word)) for word in typed]
        )

    def _fitting(self, per_word: list[Qualities]) -> dict[int, float]:
        """Combine the qualities of the typed words into one value an entry: the mean over the words."""
        values = np.stack([self._of_entries(quality) for quality in per_word]).mean(axis=0)
        return {int(entry): float(values[entry]) for entry in np.flatnonzero(np.isfinite(values))}

    def _of_entries(self, quality: Qualities) -> Qualities:
        """Best value of a typed word among the terms of each entry, shape (entries,); -inf without one."""
        of_words = np.append(quality, np.float32(0))[self._words]
        best = of_words.max(axis=1)
        value = best + FIRST_WORD_BONUS * (of_words[:, 0] > INSIDE) + self._bonus
        of_entries = np.full(self._entries.max(initial=-1) + 1, -np.inf, dtype=np.float32)
        np.maximum.at(of_entries, self._entries, np.where(best > 0, value, -np.inf).astype(np.float32))
        return of_entries

    def _either_gender(self, typed: str) -> Qualities:
        """A female title also finds terms that are listed in their male form only, such as everyday names."""
        quality = self._spelt(typed)
        if typed.endswith("in") and len(typed) >= SHORTEST_FEMALE:
            quality = np.maximum(quality, self._spelt(typed.removesuffix("in")) - FEMALE_MALUS)
        return quality

    def _spelt(self, typed: str) -> Qualities:
        """Quality of a correctly spelt word against the vocabulary, shape (words,); 0 where it fits not."""
        inside = len(typed) >= SHORTEST_INSIDE
        quality = np.zeros(len(self._vocabulary), dtype=np.float32)
        for number, word in enumerate(self._vocabulary):
            if word.startswith(typed):
                quality[number] = EXACT if word == typed else BEGINNING
            elif inside and typed in word:
                quality[number] = INSIDE
        return quality

    def _misspelt(self, typed: str) -> Qualities:
        """Quality of a word with typing errors against the vocabulary, shape (words,)."""
        quality = np.zeros(len(self._vocabulary), dtype=np.float32)
        if allowed := allowed_errors(typed):
            for candidate in np.flatnonzero(missing_letters(typed, self._letter_counts) <= allowed):
                errors = errors_to_prefix(typed, self._vocabulary[candidate], allowed)
                quality[candidate] = MISSPELT * (1 - errors / (allowed + 1))
        return quality

    def _padded(self, numbers: list[list[int]]) -> NDArray[np.intp]:
        """One row a term; -1 (the zero that is appended to the qualities) behind its last word."""
        longest = max((len(row) for row in numbers), default=0)
        return np.array([row + [-1] * (longest - len(row)) for row in numbers], dtype=np.intp)
