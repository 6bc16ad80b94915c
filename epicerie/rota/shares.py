"""Fair shares: what each person wished, raised or lowered alike, under what each can attain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from epicerie.rota.problem import Problem, Volunteer


def targets(problem: Problem, attain: Sequence[int], filled: int) -> list[int]:
    """One target per volunteer, in half openings; together they make `2 * filled`."""
    wishes = [_wish(volunteer, problem) for volunteer in problem.volunteers]
    return in_halves(water_fill(wishes, attain, filled), attain, filled)


def water_fill(wishes: Sequence[Fraction], attain: Sequence[int], amount: int) -> list[Fraction]:
    """Shares `min(attain, level * wish)` that add up to `amount` (or to all that is attainable).

    Those who wished nothing get something only when everybody else has all they can take.
    """
    shares = [Fraction(0)] * len(wishes)
    left = Fraction(min(amount, sum(attain)))
    for group, weights in (
        ([n for n, wish in enumerate(wishes) if wish > 0], list(wishes)),
        ([n for n, wish in enumerate(wishes) if wish <= 0], [Fraction(1)] * len(wishes)),
    ):
        left -= _pour(shares, group, weights, attain, left)
    return shares


def in_halves(shares: Sequence[Fraction], attain: Sequence[int], filled: int) -> list[int]:
    """Rounded to half openings by largest remainder, the sum kept; ties go to the first."""
    halves = [int(2 * share) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda n: (halves[n] - 2 * shares[n], n))
    missing = 2 * filled - sum(halves)
    for n in by_remainder:
        if missing > 0 and halves[n] < 2 * attain[n]:
            halves[n] += 1
            missing -= 1
    return halves


def _pour(
    shares: list[Fraction],
    group: list[int],
    weights: Sequence[Fraction],
    attain: Sequence[int],
    amount: Fraction,
) -> Fraction:
    """Raise the level until the amount is poured, filling the smallest vessels first."""
    order = sorted(group, key=lambda n: (attain[n] / weights[n], n))
    left, weight = amount, sum((weights[n] for n in group), Fraction(0))
    for place, n in enumerate(order):
        if left * weights[n] >= attain[n] * weight:
            shares[n] = Fraction(attain[n])
            left -= attain[n]
            weight -= weights[n]
            continue
        level = left / weight
        for other in order[place:]:
            shares[other] = level * weights[other]
        left = Fraction(0)
        break
    return amount - left


def _wish(volunteer: Volunteer, problem: Problem) -> Fraction:
    """In proportion to the dates on which the person belongs to the team."""
    dates: set[date] = {opening.date for opening in problem.openings}
    there = sum(volunteer.is_there(day) for day in dates)
    return volunteer.wish_per_4_weeks * Fraction(there, len(dates)) if dates else Fraction(0)
