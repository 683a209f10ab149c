"""Whether the applicant brings languages that help in the job.

Languages must not become a stand-in for origin: they count only where the offer names them as useful for
the job, and only those that the applicant chose to name.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from matching.criteria.criterion import BOTH_SIDES, NOT_SAID, Criterion, Values
from matching.languages import LANGUAGES, language_names
from matching.locales import in_locale
from matching.profiles import ApplicantProfile, OfferProfile


def values(applicants: Sequence[ApplicantProfile], offers: Sequence[OfferProfile]) -> Values:
    """How many of the languages that help in the job the applicant names.

    Parameters
    ----------
    applicants, offers : sequences of profiles
        A and O of them; either may be empty.

    Returns
    -------
    ndarray of float32, shape (A, O)
        1 for an offer that names none; otherwise from 0.5 (none of them named) to 1 (all of them). Naming one
        more language never lowers it.
    """
    spoken = _indicators([applicant.languages for applicant in applicants])
    useful = _indicators([offer.languages for offer in offers])
    wanted = useful.sum(axis=1)
    worth = (1 - NOT_SAID) * useful / np.maximum(wanted, 1)[:, None]  # of each language, for each offer
    none_named = np.where(wanted > 0, np.float32(NOT_SAID), np.float32(1))
    helpful: Values = spoken @ worth.T + none_named
    return np.minimum(helpful, 1)


def sentence(applicant: ApplicantProfile, offer: OfferProfile, locale: str) -> str:
    """Say which languages help and which of them are there.

    Parameters
    ----------
    applicant, offer : profiles
        The pair.
    locale : str
        ``"de"`` or ``"en"``, also with a country; any other raises `UnknownLocale`.

    Returns
    -------
    str
        One or two sentences that both sides may read.
    """
    shared = applicant.languages & offer.languages
    if not offer.languages:
        text = {"de": "Besondere Sprachen sind nicht nötig.", "en": "No particular languages are needed."}
    elif shared:
        text = {
            "de": "Im Beruf hilfreich: {useful}. Davon vorhanden: {shared}.",
            "en": "Helpful in the job: {useful}. Of these there: {shared}.",
        }
    else:
        text = {
            "de": "Im Beruf hilfreich: {useful}. Davon ist noch nichts angegeben.",
            "en": "Helpful in the job: {useful}. None of these has been named yet.",
        }
    useful_names, shared_names = language_names(offer.languages, locale), language_names(shared, locale)
    return in_locale(text, locale).format(useful=useful_names, shared=shared_names)


def _indicators(spoken: list[frozenset[str]]) -> Values:
    """One row of 0 and 1 a person, one column a language of our list."""
    rows = [[code in languages for code in LANGUAGES] for languages in spoken]
    return np.array(rows, dtype=np.float32).reshape(-1, len(LANGUAGES))


CRITERION = Criterion(
    name="languages",
    counts_for=BOTH_SIDES,
    label={"de": "Sprachen", "en": "Languages"},
    about={
        "de": "Ob Sprachen da sind, die das Angebot als hilfreich nennt; sonst zählt keine Sprache.",
        "en": "Whether languages are there that the offer names as helpful; otherwise no language counts.",
    },
    values=values,
    sentence=sentence,
)
