"""How each side sees a pair, and how the two views become one score.

A view is ``BASE + FIT_SHARE * fit + WISH_SHARE * wish``: `fit` is the weighted mean of the criteria that
count for this side, `wish` what this side's wish is worth (0 without one). The score is the geometric mean
of the two views.

Why this mean: from a meeting that only one side wants little comes. The arithmetic mean would let one side's
wish make up for the other's indifference (0.55 where both at base level are 0.10; geometric 0.32). The
harmonic mean (Pizzato et al., RecSys 2010) is stricter still, but leaves no room for the promise below: one
side's wish would be worth less than a good fit. (Neve and Palomares, RecSys 2019, compare these means.)
The geometric mean also is homogeneous of degree 1, so that a score takes itself apart into parts that
sum to it (`matching.explanation`).

Promise: a wish beats everything else, whatever the weights. Without any wish a view is at most
``B = BASE + FIT_SHARE = 0.25``, and so is the score. A side that wishes (worth more than 0.75) has a view
above ``C = BASE + 0.75 * WISH_SHARE = 0.6625``; the other one's is at least BASE. Hence

- no wish: score in [0.10, 0.25];
- one side's wish: above ``sqrt(BASE * C) = 0.257``, at most ``sqrt(1 * B) = 0.5``;
- both sides' wish: above ``C = 0.6625``, at most 1.
"""

from __future__ import annotations

import numpy as np

from matching.criteria.criterion import Values

BASE = 0.10  # any talk that is allowed is worth more than none
FIT_SHARE = 0.15
WISH_SHARE = 0.75


def view(fit: Values, wish: Values) -> Values:
    """How one side sees each pair.

    Parameters
    ----------
    fit, wish : ndarray of float32, shape (A, O)
        In [0, 1].

    Returns
    -------
    ndarray of float32, shape (A, O)
        In [0.1, 1].
    """
    return np.asarray(BASE + FIT_SHARE * fit + WISH_SHARE * wish, dtype=np.float32)


def mutual(applicant_view: Values, company_view: Values) -> Values:
    """Geometric mean of the two views.

    Parameters
    ----------
    applicant_view, company_view : ndarray of float32, shape (A, O)
        In [0.1, 1].

    Returns
    -------
    ndarray of float32, shape (A, O)
        In [0.1, 1].
    """
    return np.asarray(np.sqrt(applicant_view * company_view), dtype=np.float32)
