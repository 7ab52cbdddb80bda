"""How likely a number is, going by what was usual: the one statistic that the judgement of health needs."""

from __future__ import annotations

from math import comb


def share_of(number: float, total: float) -> float:
    """Return a share that small numbers do not make certain (Laplace): 5 of 5 is not always.

    >>> share_of(5, 5) < share_of(500, 500) < 1
    True
    """
    return (number + 1) / (total + 2)


def odds_of_at_most(number: int, total: int, share: float) -> float:
    """Return how likely it is that of ``total`` at most ``number`` come up, each with the likelihood ``share``.

    >>> round(odds_of_at_most(0, 5, 0.9), 6)
    1e-05
    >>> round(odds_of_at_most(5, 5, 0.9), 6)
    1.0
    """
    if total > _MANY:
        number, total = number * _MANY // total, _MANY
    return sum(comb(total, n) * share**n * (1 - share) ** (total - n) for n in range(number + 1))


_MANY = 200
"""Beyond so many the likelihood is none or one all the same, and the terms grow long."""
