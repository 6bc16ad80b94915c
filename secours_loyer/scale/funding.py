"""Who pays which part of a certified debt. No cent appears or is lost."""

from __future__ import annotations

from dataclasses import dataclass

from reims_solidarite.kit.money import format_cents


class PlanTooLarge(ValueError):
    """The aid fits the debt, the plan asked for does not."""


@dataclass(frozen=True)
class Funding:
    """certified debt = aid + co-funding + down payment + plan + unfunded balance, each ≥ 0."""

    debt_cents: int
    aid_cents: int
    cofunding_cents: int
    down_payment_cents: int
    plan_cents: int
    unfunded_cents: int

    def __post_init__(self) -> None:
        parts = (
            self.aid_cents,
            self.cofunding_cents,
            self.down_payment_cents,
            self.plan_cents,
            self.unfunded_cents,
        )
        if min(self.debt_cents, *parts) < 0:
            raise ValueError("Aucune part du financement ne peut être négative.")
        if sum(parts) != self.debt_cents:
            raise ValueError(
                f"Les parts font {format_cents(sum(parts))}, "
                f"la dette est de {format_cents(self.debt_cents)}. Corrigez une des parts."
            )

    @classmethod
    def of(
        cls,
        *,
        debt_cents: int,
        aid_cents: int = 0,
        cofunding_cents: int = 0,
        down_payment_cents: int = 0,
        plan_cents: int | None = None,
    ) -> Funding:
        """The plan takes all that remains unless its amount is given; the rest is unfunded."""
        left = debt_cents - aid_cents - cofunding_cents - down_payment_cents
        if left < 0:
            raise ValueError(
                f"L’aide, le cofinancement et l’apport dépassent la dette de {format_cents(-left)}."
            )
        plan = left if plan_cents is None else plan_cents
        if plan > left:
            raise PlanTooLarge(
                f"Le plan dépasse de {format_cents(plan - left)} ce qui reste à financer."
            )
        return cls(
            debt_cents=debt_cents,
            aid_cents=aid_cents,
            cofunding_cents=cofunding_cents,
            down_payment_cents=down_payment_cents,
            plan_cents=plan,
            unfunded_cents=left - plan,
        )
