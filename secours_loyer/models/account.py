"""A landlord's bank account: its number never changes, and two people stand behind it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from actors.models import StoredFile
from actors.rules import AID_READER
from reims_solidarite.kit.phone import PHONE_FORM, SAID
from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.iban import is_foreign, mask
from secours_loyer.models.account_sql import (
    CALLED_ELSEWHERE,
    IBAN_HOLDS,
    OF_REQUEST,
    PAPER_ONCE,
    STOPPED,
    TRUST,
    NameWords,
)
from secours_loyer.models.guards import frozen, known_state, state_machine
from secours_loyer.models.landlord import Landlord
from secours_loyer.models.one_person_sql import two_people
from secours_loyer.states import ACCOUNT, AccountState

if TYPE_CHECKING:
    from actors.models import User

TRUSTED = (AccountState.VERIFIED, AccountState.ACTIVE)


class PayeeCheck(models.TextChoices):
    """What the paying bank answers about a name and a number (Regulation (EU) 2024/886)."""

    MATCH = "concordant", "Le nom correspond"
    CLOSE = "proche", "Le nom est proche"
    NO_MATCH = "non_concordant", "Le nom ne correspond pas"
    UNAVAILABLE = "indisponible", "La banque ne peut pas répondre"


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

    def named_otherwise(self) -> Self:
        """Held by somebody whose name is not the landlord's."""
        return self.alias(words=NameWords("holder")).filter(
            Q(words="")
            | ~Q(words=NameWords("landlord__legal_name")) & ~Q(words=NameWords("landlord__name"))
        )


class LandlordAccount(models.Model):
    """A change of bank is a new row; orders keep the row they were approved with."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "bank": ("iban", "bic", "holder", "called_number", "payee_check"),
        "identity": ("called_person",),
        "technical": (
            *("id", "uid", "landlord", "state", "entered_by", "entered_at", "blocked_reason"),
            *("verified_by", "verified_at", "called_on", "activated_by", "lifted_reason"),
            *("payee_checked_by", "request", "stopped_by"),
        ),
        "content": ("paper",),
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
    called_person = models.CharField("personne qui a répondu", max_length=120, blank=True)
    payee_check = models.CharField(
        "réponse de la banque sur le titulaire",
        max_length=15,
        choices=PayeeCheck.choices,
        blank=True,
    )
    payee_checked_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    activated_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    lifted_reason = models.CharField("explication de l’alerte", max_length=300, blank=True)
    blocked_reason = models.CharField("motif du blocage", max_length=200, blank=True)
    # Who blocked it, then who archived it; nobody when the bank's answer itself blocks it.
    stopped_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    # The RIB as it came, and the file of the request that brought it.
    paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    request = models.ForeignKey(
        "secours_loyer.RentRequest", on_delete=models.PROTECT, null=True, related_name="+"
    )

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
                    & ~Q(called_person="")
                ),
                violation_error_message=(
                    "Un compte est vérifié après un rappel du bailleur à un numéro connu : dites "
                    "quel jour, et qui a répondu."
                ),
            ),
            models.CheckConstraint(
                name="account_called_number_form",
                condition=Q(called_number="") | Q(called_number__regex=PHONE_FORM),
                violation_error_message=SAID,
            ),
            models.CheckConstraint(
                name="account_payee_check_known",
                condition=Q(payee_check="") | Q(payee_check__in=PayeeCheck.values),
                violation_error_message="Cette réponse de la banque n’existe pas.",
            ),
            models.CheckConstraint(
                name="account_lifted_by_second",
                condition=Q(lifted_reason="")
                | (
                    Q(verified_by__isnull=False, activated_by__isnull=False)
                    & ~Q(activated_by=F("verified_by"))
                ),
                violation_error_message=(
                    "L’alerte d’un compte est levée par une autre personne que celle qui l’a "
                    "vérifié."
                ),
            ),
            models.CheckConstraint(
                name="account_blocked_says_why",
                condition=~Q(state=AccountState.BLOCKED) | Q(blocked_reason__regex=r"\S"),
                violation_error_message="Dites pourquoi le compte est bloqué.",
            ),
            models.CheckConstraint(
                name="account_paper_of_request",
                condition=Q(paper=None) | Q(request__isnull=False),
                violation_error_message="Un RIB se joint depuis le dossier qui l’apporte.",
            ),
            models.UniqueConstraint(
                fields=["landlord", "iban"],
                condition=~Q(state=AccountState.ARCHIVED),
                name="account_once_per_landlord",
                violation_error_message="Ce compte est déjà enregistré pour ce bailleur.",
            ),
        ]
        triggers = [
            two_people(
                "account",
                ("verified_by_id", "entered_by_id"),
                ("activated_by_id", "entered_by_id"),
                ("activated_by_id", "verified_by_id"),
            ),
            *kept("account_kept"),
            state_machine("account", ACCOUNT, start=AccountState.TYPED.value),
            frozen(
                "account",
                (
                    *("uid", "landlord_id", "iban", "bic", "holder", "entered_by_id"),
                    "entered_at",
                ),
            ),
            frozen(
                "account_stopped",
                ("stopped_by_id",),
                unless="NEW.state <> OLD.state AND NEW.state IN ('bloque', 'archive')",
            ),
            Wall(
                name="account_stopped_by_others",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                func=STOPPED,
            ),
            Wall(
                name="account_paper_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=PAPER_ONCE,
            ),
            Wall(
                name="account_iban_holds",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=IBAN_HOLDS,
            ),
            Wall(
                name="account_phone_apart",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=CALLED_ELSEWHERE,
            ),
            Wall(
                name="account_of_request",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=OF_REQUEST,
            ),
            Wall(
                name="account_trust",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=TRUST,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder}, {self.masked}"

    @property
    def masked(self) -> str:
        """Country and last four characters."""
        return mask(self.iban)

    @property
    def foreign(self) -> bool:
        """Held outside France."""
        return is_foreign(self.iban)
