"""The bank account that a landlord gives behind their link: a proposal, never an account."""

from __future__ import annotations

from typing import ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import Q

from actors.models import StoredFile
from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.models.account import LandlordAccount
from secours_loyer.models.guards import frozen, refuse
from secours_loyer.models.landlord_link import LandlordLink
from secours_loyer.models.landlord_link_sql import behind_live_link
from secours_loyer.models.request import RentRequest

AS_PROPOSED = f"""
    IF NEW.account_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_landlordaccount a
        JOIN secours_loyer_landlordlink l ON l.id = NEW.link_id
        JOIN secours_loyer_rentrequest r ON r.id = l.request_id
        JOIN secours_loyer_tenancy t ON t.id = r.tenancy_id
        WHERE a.id = NEW.account_id AND a.iban = NEW.iban AND a.landlord_id = l.landlord_id
          AND a.paper_id = NEW.file_id
          AND l.landlord_id = t.landlord_id
    ) THEN {refuse("proposal_taken_as_is", "the account is not the one proposed")}
    END IF;
    IF NEW.account_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM secours_loyer_landlordlink l
        JOIN secours_loyer_rentrequest r ON r.id = l.request_id
        JOIN secours_loyer_debt b ON b.id = r.debt_id
        WHERE l.id = NEW.link_id AND b.released_at IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM secours_loyer_appeal a JOIN secours_loyer_decision d
            ON d.id = a.decision_id WHERE d.request_id = r.id AND a.outcome = ''
        )
    ) THEN {refuse("proposal_of_live_request", "the request ended without aid")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# Holds the request: of two RIB proposed at once, the second sees the first.
ONE_WAITS = f"""
    PERFORM 1 FROM secours_loyer_rentrequest r JOIN secours_loyer_landlordlink l
    ON r.id = l.request_id WHERE l.id = NEW.link_id FOR NO KEY UPDATE OF r;
    IF EXISTS (
        SELECT 1 FROM secours_loyer_accountproposal p
        JOIN secours_loyer_landlordlink l ON l.id = p.link_id
        JOIN secours_loyer_landlordlink mine ON mine.id = NEW.link_id
        WHERE p.answered_at IS NULL AND l.request_id = mine.request_id
          AND l.landlord_id = mine.landlord_id
    ) THEN {refuse("proposal_one_waits", "another proposal waits")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants


class ProposalQuerySet(models.QuerySet["AccountProposal"]):
    """Words of the proposals."""

    def waiting_for(self, request: RentRequest) -> Self:
        """Not answered, from the landlord who is the one of the request now."""
        return self.filter(
            answered_at=None, link__request=request, link__landlord=request.tenancy.landlord_id
        )


class AccountProposal(models.Model):
    """`account`: what somebody of the CCAS entered from it, to be verified like any other."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "bank": ("iban", "holder"),
        "content": ("file",),
        "technical": ("id", "link", "at", "account", "answered_by", "answered_at"),
    }

    link = models.ForeignKey(LandlordLink, on_delete=models.PROTECT, related_name="proposals")
    iban = models.CharField("IBAN", max_length=34)
    holder = models.CharField("titulaire", max_length=70)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("proposé le")
    account = models.ForeignKey(
        LandlordAccount, on_delete=models.PROTECT, null=True, related_name="proposals"
    )
    answered_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField("traité le", null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "compte proposé par un bailleur"
        verbose_name_plural = "comptes proposés par les bailleurs"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="proposal_answered_by_one",
                condition=Q(answered_at=None, answered_by=None, account=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                violation_error_message="Un compte proposé est saisi ou écarté par une personne.",
            ),
        ]
        triggers = [
            *kept("proposal_kept"),
            frozen("proposal", ("link_id", "iban", "holder", "file_id", "at")),
            Wall(
                name="proposal_taken_as_is",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=AS_PROPOSED,
            ),
            Wall(
                name="proposal_one_waits",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=ONE_WAITS,
            ),
            behind_live_link("proposal"),
        ]

    def __str__(self) -> str:
        return self.holder
