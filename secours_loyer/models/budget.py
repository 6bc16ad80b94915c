"""The credits of a year, as the board opened them, and the wall that no award goes over."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import Q

from actors.rules import BATCH_READER
from reims_solidarite.kit.walls import Wall, append_only
from secours_loyer.models.guards import refuse

if TYPE_CHECKING:
    from actors.models import User

# What is committed is the sum of the signed commitments, those already paid included.
LOCK = "PERFORM 1 FROM secours_loyer_budgetline WHERE id = {line} FOR NO KEY UPDATE;"
SUMS = """
    SELECT coalesce(sum(cents), 0) INTO opened FROM secours_loyer_budgetcredit
    WHERE line_id = {line};
    SELECT coalesce(sum(amount), 0) INTO used FROM secours_loyer_paymententry
    WHERE budget_line_id = {line} AND kind = 'engage';
"""
# Locks the line: two decisions signed at once are counted one after the other.
WITHIN_CREDITS = f"""
    IF NEW.kind <> 'engage' THEN RETURN NEW; END IF;
    IF NEW.corrects_id IS NOT NULL AND NEW.budget_line_id IS DISTINCT FROM (
        SELECT budget_line_id FROM secours_loyer_paymententry WHERE id = NEW.corrects_id
    ) THEN {refuse("commitment_corrected_in_place", "the correction is on another line")}
    END IF;
    IF NEW.amount < 0 THEN RETURN NEW; END IF;
    IF NEW.budget_line_id IS NULL THEN
        {refuse("commitment_on_a_line", "no budget line")}
    END IF;
    SELECT amount_cents INTO granted FROM secours_loyer_award WHERE id = NEW.award_id
    FOR NO KEY UPDATE;
    {LOCK.format(line="NEW.budget_line_id")}
    {SUMS.format(line="NEW.budget_line_id")}
    IF used + NEW.amount > opened THEN
        {refuse("commitment_within_credits", "not enough open credits")}
    END IF;
    IF NEW.amount + (
        SELECT coalesce(sum(amount), 0) FROM secours_loyer_paymententry
        WHERE award_id = NEW.award_id AND kind = 'engage'
    ) > granted THEN
        {refuse("commitment_within_award", "the award is promised already")}
    END IF;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_paymententry e
        WHERE e.award_id = NEW.award_id AND e.budget_line_id = NEW.budget_line_id
          AND e.kind = 'engage' AND e.amount > 0
          AND NOT EXISTS (SELECT 1 FROM secours_loyer_paymententry c WHERE c.corrects_id = e.id)
    ) THEN {refuse("commitment_once_a_year", "promised on that line already")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
COVER = f"""
    {LOCK.format(line="NEW.line_id")}
    {SUMS.format(line="NEW.line_id")}
    IF opened + NEW.cents < used THEN
        {refuse("credits_cover_commitments", "credits fall under what is committed")}
    END IF;
    RETURN NEW;
"""


class BudgetQuerySet(models.QuerySet["BudgetLine"]):
    """Words of the budget."""

    def visible_to(self, user: User) -> Self:
        """Those who prepare, approve and control payments."""
        return self if BATCH_READER.allows(user) else self.none()


class BudgetLine(models.Model):
    """The rent aid of one year in the budget; its amounts are sums, never columns."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "technical": ("id", "year", "account", "opened_by", "opened_at"),
    }

    year = models.PositiveSmallIntegerField("exercice", unique=True)
    account = models.CharField("imputation", max_length=30)
    opened_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("ouverte le")

    objects = BudgetQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne de budget"
        verbose_name_plural = "lignes de budget"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                name="budget_line_year_known",
                condition=Q(year__gte=2000, year__lte=2100),
                violation_error_message="L’exercice est une année.",
            ),
        ]
        triggers = append_only("budget_line_append_only")

    def __str__(self) -> str:
        return f"{self.year} – {self.account}"


class BudgetCredit(models.Model):
    """Credits opened (or taken back, below zero) by a deliberation; never edited."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "technical": ("id", "line", "cents", "deliberation", "by", "at"),
    }

    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="credits")
    cents = models.BigIntegerField("montant")
    deliberation = models.CharField("délibération", max_length=80)
    by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("le")

    class Meta:
        verbose_name = "crédits ouverts"
        verbose_name_plural = "crédits ouverts"
        ordering = ["line", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="budget_credit_not_zero",
                condition=~Q(cents=0) & ~Q(deliberation=""),
                violation_error_message="Indiquez un montant et la délibération qui le vote.",
            ),
        ]
        triggers = [
            *append_only("budget_credit_append_only"),
            Wall(
                name="credits_cover",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("opened", "bigint"), ("used", "bigint")],
                func=COVER,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.cents}"
