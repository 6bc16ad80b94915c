"""What a batch sends, by its channel: the transfers of the bank, or the accountant's package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from actors.parameters import value
from reims_solidarite.kit.dates import paris_day
from secours_loyer.actions.doors import need
from secours_loyer.exports.bordereau import (
    Bordereau,
    BordereauLine,
    bordereau_csv,
    bordereau_pdf,
)
from secours_loyer.exports.cheque_orders import ChequeOrder, cheque_orders_pdf
from secours_loyer.exports.nominative_list import (
    NominativeLine,
    NominativeList,
    list_csv,
    list_pdf,
)
from secours_loyer.exports.orders import Payer, Transfer, TransferBatch
from secours_loyer.exports.package import package_zip
from secours_loyer.exports.pain001 import encode_pain001
from secours_loyer.exports.pes import PesBudget, PesDraft, PesLine, encode_pes
from secours_loyer.models import (
    Batch,
    BudgetLine,
    Channel,
    FileKind,
    LandlordKind,
    PaymentDecision,
    PaymentOrder,
)
from secours_loyer.payment_parameters import PAYER, PES_BUDGET
from secours_loyer.queries.payment_decisions import valid_decisions

ISSUER = "CCAS de Reims"
PDF, CSV, XML, ZIP = "application/pdf", "text/csv", "application/xml", "application/zip"


@dataclass(frozen=True)
class Made:
    """One file, ready to be kept."""

    kind: FileKind
    name: str
    media_type: str
    content: bytes


def files_of(batch: Batch, orders: Sequence[PaymentOrder], *, at: datetime) -> list[Made]:
    """Every file of the batch's channel (`models.channel.FILES_OF`)."""
    listing, number = _listing(batch, orders, at=at), batch.number
    lists = [
        Made(FileKind.LIST_CSV, f"{number}-liste.csv", CSV, list_csv(listing)),
        Made(FileKind.LIST_PDF, f"{number}-liste.pdf", PDF, list_pdf(listing, at=at)),
    ]
    if batch.channel == Channel.REGIE:
        transfers = encode_pain001(_transfers(batch, orders, at=at))
        return [*lists, Made(FileKind.TRANSFERS, f"{number}.xml", XML, transfers)]
    if batch.channel == Channel.CHEQUE:
        return [*lists, _cheque_orders(batch, orders, at=at)]
    decisions = valid_decisions(batch)
    summary = _bordereau(batch, orders, decisions, at=at)
    made = [
        Made(FileKind.BORDEREAU_CSV, f"{number}-bordereau.csv", CSV, bordereau_csv(summary)),
        Made(FileKind.BORDEREAU_PDF, f"{number}-bordereau.pdf", PDF, bordereau_pdf(summary, at=at)),
        *lists,
        Made(FileKind.PES, f"{number}-pes-brouillon.xml", XML, _pes(batch, orders, summary)),
    ]
    whole = package_zip(
        [
            *((file.name, file.content) for file in made),
            *(
                (f"decisions/{decision.name}", bytes(decision.content))
                for decision in (decisions[order.pk] for order in orders)
            ),
        ]
    )
    return [*made, Made(FileKind.PACKAGE, f"{number}-dossier.zip", ZIP, whole)]


def _cheque_orders(batch: Batch, orders: Sequence[PaymentOrder], *, at: datetime) -> Made:
    rows = [
        ChequeOrder(
            order.end_to_end_id,
            order.payee_name,
            order.award.decision.request.household.name,
            order.label,
            order.award.decision.number,
            order.amount_cents,
        )
        for order in orders
    ]
    content = cheque_orders_pdf(batch.number, ISSUER, rows, at=at)
    return Made(FileKind.CHEQUE_ORDERS, f"{batch.number}-ordres.pdf", PDF, content)


def _transfers(batch: Batch, orders: Sequence[PaymentOrder], *, at: datetime) -> TransferBatch:
    payer = value(PAYER.name, on=paris_day(at))
    need(
        payer.get("iban"),
        "Le compte payeur n’est pas renseigné. Demandez au cadre de le décider dans les "
        "paramètres.",
    )
    return TransferBatch(
        reference=batch.number,
        frozen_at=at,
        execute_on=batch.execute_on,
        payer=Payer(payer["name"], payer["iban"], payer["bic"]),
        transfers=tuple(
            Transfer(
                reference=order.end_to_end_id,
                payee=order.payee_name,
                iban=order.account.iban,
                cents=order.amount_cents,
                label=order.label,
                bic=order.account.bic,
            )
            for order in orders
        ),
    )


def _listing(batch: Batch, orders: Sequence[PaymentOrder], *, at: datetime) -> NominativeList:
    return NominativeList(
        reference=batch.number,
        issuer=ISSUER,
        established_on=paris_day(at),
        lines=tuple(
            NominativeLine(
                reference=order.end_to_end_id,
                beneficiary=order.award.decision.request.household.name,
                landlord=order.payee_name,
                months=order.award.decision.request.debt.period,
                decision=order.award.decision.number,
                decided_on=paris_day(order.award.decision.decided_at),
                cents=order.amount_cents,
            )
            for order in orders
        ),
    )


def _bordereau(
    batch: Batch,
    orders: Sequence[PaymentOrder],
    decisions: dict[int, PaymentDecision],
    *,
    at: datetime,
) -> Bordereau:
    accounts = dict(BudgetLine.objects.values_list("year", "account"))
    for order in orders:
        need(
            order.pk in decisions,
            f"La décision de payer l’ordre {order.end_to_end_id} n’est pas signée. Demandez au "
            "signataire de la signer sur la page du lot.",
        )
    return Bordereau(
        reference=batch.number,
        issuer=ISSUER,
        established_on=paris_day(at),
        execute_on=batch.execute_on,
        lines=tuple(
            BordereauLine(
                reference=order.end_to_end_id,
                budget_year=order.budget_year,
                piece=order.piece or 0,  # refused there: a mandate is numbered first
                account=accounts.get(order.budget_year, ""),
                payee=order.payee_name,
                siret=order.award.decision.request.tenancy.landlord.siret,
                iban=order.account.iban,
                bic=order.account.bic,
                label=order.label,
                decision=order.award.decision.number,
                payment_decision=decisions[order.pk].number,
                signed_on=paris_day(decisions[order.pk].signed_at),
                cents=order.amount_cents,
            )
            for order in orders
        ),
    )


def _pes(batch: Batch, orders: Sequence[PaymentOrder], summary: Bordereau) -> bytes:
    """The lines of the bordereau, as the accountant's format numbers them."""
    budget = value(PES_BUDGET.name, on=summary.established_on)
    draft = PesDraft(
        reference=batch.number,
        number=_number(batch.number),
        year=summary.established_on.year,
        issued_on=summary.established_on,
        budget=PesBudget(
            budget["poste"], budget["siret"], budget["collectivite"], budget["budget"]
        ),
        lines=tuple(
            PesLine(
                piece=line.piece,
                reference=line.reference,
                subject=f"Aide au loyer {line.payment_decision}",
                account=line.account,
                payee=line.payee,
                private=_landlord_kind(order) == LandlordKind.PRIVATE,
                iban=line.iban,
                bic=line.bic,
                label=line.label,
                cents=line.cents,
            )
            for order, line in zip(orders, summary.lines, strict=True)
        ),
    )
    return encode_pes(draft)


def _landlord_kind(order: PaymentOrder) -> str:
    return order.award.decision.request.tenancy.landlord.kind


def _number(reference: str) -> int:
    """The rank in the year, at the end of a number of the portal."""
    return int(reference.rpartition("-")[2])
