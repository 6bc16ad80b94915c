"""What an association filed with a request, to read again: never a note, an opinion or a study."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from actors.models import Membership, RoleGrant, StoredFile, User
from actors.roles import Role
from actors.rules import HOUSEHOLD_AMOUNTS
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import phone, short_date
from secours_loyer.models import RentRequest
from secours_loyer.queries.household_budget import KnownBudget, known_budget
from secours_loyer.queries.lease_end import until_words
from secours_loyer.queries.words import TONES

Lines = list[dict[str, Any]]
# Who may join papers to any request (`rules.FILE_WRITER`).
WRITERS = (Role.RECEPTION, Role.CASE_WORKER, Role.MANAGER)


def filed_by_partner(request: RentRequest, user: User, *, budget: bool) -> dict[str, Any]:
    """Everything that was filed; `budget`: the household's amounts too, for who may read them."""
    own = _own_statement(request) is not None
    papers = [_paper(piece) for piece in _pieces(request)]
    return {
        "situation": _situation(request),
        "budget": _budget_filed(request) if budget and HOUSEHOLD_AMOUNTS.allows(user) else None,
        "lease": _lease(request),
        "arrears": list(request.debt.arrears.all()),
        "cofundings": list(request.cofundings.all()),
        "statement": request.debt.statement,
        "own_statement": own,
        "added_statement": request.debt.statement is not None and not own,
        "papers": [paper for paper in papers if paper["own"]],
        "added": [paper for paper in papers if not paper["own"]],
    }


def filed_paper(request: RentRequest, file_id: uuid.UUID) -> StoredFile | None:
    """A paper of this request that its association joined, and may take away again."""
    if request.debt.statement_id == file_id:
        return _own_statement(request)
    piece = _pieces(request).filter(file=file_id, own=True).first()
    return piece.file if piece else None


def _pieces(request: RentRequest) -> QuerySet[Any]:
    """`own`: sent by the association. What the CCAS added (a paper that the household brought)
    stays at the CCAS."""
    return (
        request.pieces.select_related("file")
        .annotate(own=_joined_for(request, by="by", at="at"))
        .prefetch_related("answers")
    )


def _own_statement(request: RentRequest) -> StoredFile | None:
    """The statement, unless the CCAS or the landlord joined the one that counts now."""
    joined = _joined_for(request, by="created_by", at="created_at")
    kept = request.debt.statement
    return StoredFile.objects.filter(joined, pk=kept.pk).first() if kept else None


def _joined_for(request: RentRequest, *, by: str, at: str) -> Q:
    """Joined by a member of the association on that day, who could not act for the CCAS as well:
    nothing says for which of the two somebody who could do both joined it."""
    members = Membership.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=OuterRef(at)),
        user=OuterRef(by),
        organisation=request.organisation_id,
        joined_at__lte=OuterRef(at),
    )
    staff = RoleGrant.objects.filter(
        Q(revoked_at=None) | Q(revoked_at__gt=OuterRef(at)),
        user=OuterRef(by),
        role__in=WRITERS,
        granted_at__lte=OuterRef(at),
    )
    return Q(Exists(members)) & ~Q(Exists(staff))


def _paper(piece: Any) -> dict[str, Any]:
    """One paper, the line of the checklist that it answers and where that line stands."""
    answers = [
        {"label": str(line), "state": line.get_state_display(), "tone": TONES[line.state]}
        for line in piece.answers.all()
    ]
    return {"piece": piece, "answers": answers, "own": piece.own}


def _situation(request: RentRequest) -> Lines:
    lines = [
        {"label": "La situation en quelques mots", "value": request.summary},
        {"label": "L’apport du ménage", "value": format_cents(request.down_payment_cents)},
    ]
    if request.helped_by:
        lines.append({"label": "Déposée avec l’aide de", "value": request.helped_by})
    if request.agreed_at:
        lines.append({"label": "Accord du ménage", "value": f"noté le {_day(request.agreed_at)}"})
    return lines


def _budget_filed(request: RentRequest) -> KnownBudget:
    """The resources and charges in force on the day of filing: those that the form showed."""
    return known_budget(request.household, on=paris_day(request.filed_at or request.created_at))


def _lease(request: RentRequest) -> Lines:
    lease, landlord = request.tenancy, request.tenancy.landlord
    paid_to = "au bailleur" if lease.aid_paid_to_landlord else "au locataire"
    aid = f"{format_cents(lease.housing_aid_cents)} par mois, versée {paid_to}"
    return [
        {"label": "Bailleur", "value": f"{landlord.name}, {landlord.get_kind_display().lower()}"},
        *_landlord_typed(request),
        {"label": "Logement", "value": f"{lease.address}, {lease.postcode} {lease.city}"},
        {"label": "Référence du locataire", "value": lease.reference},
        {"label": "Bail du", "value": f"{short_date(lease.lease_date)}{until_words(lease)}"},
        {"label": "Loyer", "value": f"{format_cents(lease.rent_cents)} par mois"},
        {"label": "Charges", "value": f"{format_cents(lease.charges_cents)} par mois"},
        {"label": "Aide au logement", "value": aid if lease.housing_aid_cents else "Aucune"},
    ]


def _landlord_typed(request: RentRequest) -> Lines:
    """What the association wrote of the landlord itself, never what the CCAS knows of them."""
    landlord = request.tenancy.landlord
    members = Membership.objects.filter(organisation=request.organisation_id).values("user")
    own = set(members.values_list("user", flat=True))
    mail = ", ".join(landlord.mail_address)
    lines: tuple[tuple[str, str, int | None], ...] = (
        ("SIRET du bailleur", landlord.siret, landlord.created_by_id),
        ("Téléphone du bailleur", phone(landlord.known_phone), landlord.known_phone_by_id),
        ("Adresse e-mail du bailleur", landlord.email, landlord.created_by_id),
        ("Adresse postale du bailleur", mail, landlord.mail_by_id),
    )
    return [{"label": label, "value": said} for label, said, by in lines if said and by in own]


def _day(instant: Any) -> str:
    return short_date(paris_day(instant))
