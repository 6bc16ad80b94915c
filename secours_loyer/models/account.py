"""A landlord's bank account: its number never changes, and two people stand behind it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from actors.rules import AID_READER
from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.iban import is_foreign, mask
from secours_loyer.models.guards import frozen, known_state, refuse, state_machine
from secours_loyer.models.landlord import Landlord
from secours_loyer.states import ACCOUNT, AccountState

if TYPE_CHECKING:
    from actors.models import User

TRUSTED = (AccountState.VERIFIED, AccountState.ACTIVE)
# A call proves nothing when whoever typed the account also says whom to call, before or after.
CALLED_ELSEWHERE = f"""
    IF NEW.verified_by_id IS NOT DISTINCT FROM OLD.verified_by_id THEN RETURN NEW; END IF;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_landlord
        WHERE id = NEW.landlord_id AND known_phone_by_id = NEW.entered_by_id
    ) THEN {refuse("account_phone_apart", "the typist also gave the number to call")}
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_landlord
        WHERE id = NEW.landlord_id AND phone_confirmed_by_id IS NOT NULL
          AND phone_confirmed_by_id <> NEW.entered_by_id
    ) THEN {refuse("account_phone_confirmed", "nobody of the CCAS confirmed the number to call")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants


class AccountQuerySet(models.QuerySet["LandlordAccount"]):
    """Words of the accounts."""

    def visible_to(self, user: User) -> Self:
        """The CCAS; numbers stay masked but to those who check or approve payments."""
        return self if AID_READER.allows(user) else self.none()

    def usable(self) -> Self:
        """Those that an order may pay."""
        return self.filter(state=AccountState.ACTIVE)

    def sharing(self, account: LandlordAccount) -> Self:
        """The same number at another landlord: a sign of fraud until somebody explains it."""
        return self.filter(iban=account.iban).exclude(landlord=account.landlord_id)


class LandlordAccount(models.Model):
    """A change of bank is a new row; orders keep the row they were approved with."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "bank": ("iban", "bic", "holder", "called_number"),
        "technical": (
            *("id", "uid", "landlord", "state", "entered_by", "entered_at", "blocked_reason"),
            *("verified_by", "verified_at", "called_on", "activated_by"),
        ),
    }

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="accounts")
    iban = models.CharField("IBAN", max_length=34)
    bic = models.CharField("BIC", max_length=11, blank=True)
    holder = models.CharField("titulaire", max_length=70)
    state = models.CharField(
        "état", max_length=10, choices=AccountState.choices, default=AccountState.TYPED
    )
    entered_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("saisi le")
    verified_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    verified_at = models.DateTimeField("vérifié le", null=True)
    called_on = models.DateField("rappel fait le", null=True)
    called_number = models.CharField("numéro appelé", max_length=20, blank=True)
    activated_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    blocked_reason = models.CharField("motif du blocage", max_length=200, blank=True)

    objects = AccountQuerySet.as_manager()

    class Meta:
        verbose_name = "compte de bailleur"
        verbose_name_plural = "comptes de bailleurs"
        ordering = ["-entered_at", "-pk"]
        indexes = [models.Index(fields=["iban"], name="account_iban")]
        constraints = [
            known_state("account", AccountState),
            models.CheckConstraint(
                name="account_iban_form",
                condition=Q(iban__regex=r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$"),
                violation_error_message="Recopiez l’IBAN tel qu’il est écrit sur le RIB.",
            ),
            models.CheckConstraint(
                name="account_verifier_apart",
                condition=Q(verified_by=None) | ~Q(verified_by=F("entered_by")),
                violation_error_message=(
                    "Le compte est vérifié par une autre personne que celle qui l’a saisi."
                ),
            ),
            models.CheckConstraint(
                name="account_activator_apart",
                condition=Q(activated_by=None) | ~Q(activated_by=F("entered_by")),
                violation_error_message=(
                    "Le compte est activé par une autre personne que celle qui l’a saisi."
                ),
            ),
            models.CheckConstraint(
                name="account_trusted_after_call",
                condition=~Q(state__in=TRUSTED)
                | (
                    Q(verified_by__isnull=False, verified_at__isnull=False)
                    & Q(called_on__isnull=False)
                    & ~Q(called_number="")
                ),
                violation_error_message=(
                    "Un compte est vérifié après un rappel du bailleur à un numéro connu."
                ),
            ),
            models.UniqueConstraint(
                fields=["landlord", "iban"],
                condition=~Q(state=AccountState.ARCHIVED),
                name="account_once_per_landlord",
                violation_error_message="Ce compte est déjà enregistré pour ce bailleur.",
            ),
        ]
        triggers = [
            *kept("account_kept"),
            state_machine("account", ACCOUNT, start=AccountState.TYPED.value),
            frozen(
                "account",
                ("uid", "landlord_id", "iban", "bic", "holder", "entered_by_id", "entered_at"),
            ),
            Wall(
                name="account_phone_apart",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=CALLED_ELSEWHERE,
            ),
        ]

    def __str__(self) -> str:
        return self.masked

    @property
    def masked(self) -> str:
        """Country and last four characters."""
        return mask(self.iban)

    @property
    def foreign(self) -> bool:
        """Held outside France."""
        return is_foreign(self.iban)
