"""What the secretary enters while the commission sits: outcomes, and who steps aside."""

from __future__ import annotations

from datetime import datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.seen import labels_of, refuse_if_changed
from secours_loyer.actions.decisions import Content, need_not_less, shares_for
from secours_loyer.actions.doors import action, locked, need, seal
from secours_loyer.actions.reviews import need_replaceable
from secours_loyer.models import AgendaItem, ItemOutcome, Outcome, Recusal, SessionMember
from secours_loyer.queries.agenda import SHOWN, entered, outcomes_of
from secours_loyer.queries.journal_rows import named
from secours_loyer.queries.ties import apart_among
from secours_loyer.states import SessionState


@action
def record_outcome(
    item: AgendaItem,
    *,
    outcome: str,
    motive: str,
    by: User,
    at: datetime,
    aid_cents: int = 0,
    plan_cents: int | None = None,
    seen: str = "",
) -> AgendaItem:
    """Enter grant, refusal or adjournment, with its motive; may be corrected until the minutes.

    Refused without the quorum of this very file, or when somebody else entered it meanwhile.
    """
    row = _held(item, by)
    refuse_if_changed(seen, entered(row), labels_of(row))
    need(
        outcome in dict(outcomes_of(row)), "Choisissez un des résultats proposés.", field="outcome"
    )
    need(motive.strip(), "Écrivez le motif : il figure sur la lettre.", field="motive")
    granted = outcome == ItemOutcome.GRANTED
    need(
        granted or not (aid_cents or plan_cents),
        "Un refus ou un ajournement n’accorde rien : videz le montant, ou choisissez « Accord ».",
        field="aid_cents" if aid_cents else "plan_cents",
    )
    if granted:
        need_replaceable(row)
        former = row.appeal.decision if row.appeal else None
        if former is not None:
            need_not_less(former, aid_cents)
        content = Content(Outcome.GRANTED, motive, aid_cents, plan_cents)
        shares_for(row.request, content, former=former, at=at)
    sitting = sitting_of(row)
    quorum = row.session.quorum
    need(
        len(sitting) >= quorum,
        f"{len(sitting)} membres siègent pour ce dossier, déportés non comptés ; il en faut "
        f"{quorum}. Ajournez la séance, ou notez l’arrivée d’un membre.",
    )
    need(
        row.request.instructor_id not in {member.user_id for member in sitting},
        "L’instructeur de ce dossier siège : notez d’abord son déport.",
    )
    seats = [member.user_id for member in sitting]
    tied = set(apart_among(row.request, seats).values_list("pk", flat=True))
    seated = next((member for member in sitting if member.user_id in tied), None)
    need(
        seated is None,
        f"{seated.name if seated else ''} a déclaré un lien avec ce dossier, ou appartient au "
        "bailleur : notez d’abord son déport.",
    )
    row.outcome, row.motive = outcome, motive.strip()
    row.aid_cents = aid_cents if granted else 0
    row.plan_cents = plan_cents if granted else None
    row.voters, row.entered_by, row.entered_at = len(sitting), by, at
    return _kept(row, "record_outcome", by=by, at=at, outcome=outcome)


@action
def clear_outcome(item: AgendaItem, *, by: User, at: datetime) -> AgendaItem:
    """Nothing is entered any more for this file."""
    row = _held(item, by)
    need(row.outcome, "Rien n’est saisi pour ce dossier.")
    row.outcome, row.motive, row.aid_cents, row.plan_cents = "", "", 0, None
    row.voters = row.entered_by = row.entered_at = None
    return _kept(row, "clear_outcome", by=by, at=at)


@action
def recuse(
    item: AgendaItem, *, member: SessionMember, reason: str, by: User, at: datetime
) -> Recusal:
    """A member steps aside for this file, before anything is entered for it."""
    _secretary(by)
    locked(item.session)
    row = locked(item)
    need(reason.strip(), "Écrivez le motif du déport.", field="reason")
    need(not row.outcome, "Un résultat est saisi : effacez-le, notez le déport, puis saisissez-le.")
    recusal = Recusal.objects.create(item=row, member=member, reason=reason.strip(), at=at, by=by)
    seal(recusal, at=at)
    household = row.request.household.uid
    record("recuse", row, by=by, at=at, household=household, member=member.pk, **named(recusal))
    return recusal


@action
def lift_recusal(recusal: Recusal, *, by: User, at: datetime) -> Recusal:
    """It was noted by mistake; both acts stay written."""
    _secretary(by)
    locked(recusal.item.session)
    row = locked(recusal)
    need(row.lifted_at is None, "Ce déport est déjà corrigé.")
    need(not row.item.outcome, "Un résultat est saisi : effacez-le d’abord.")
    row.lifted_at = at
    row.save(update_fields=["lifted_at"])
    seal(row, at=at)
    record("lift_recusal", row.item, by=by, at=at, member=row.member_id)
    return row


def sitting_of(item: AgendaItem) -> list[SessionMember]:
    """Members present who did not step aside for this file."""
    aside = item.recusals.filter(lifted_at=None).values("member")
    return list(item.session.members.filter(present=True).exclude(pk__in=aside))


def _held(item: AgendaItem, by: User) -> AgendaItem:
    """The session is locked first: it cannot be lifted nor signed while a file is entered."""
    _secretary(by)
    session = locked(item.session)
    need(
        session.state == SessionState.OPEN,
        "La séance n’est pas ouverte : rien ne s’y saisit. Rechargez la page.",
    )
    row = locked(item)
    need(row.left_at is None, "Ce dossier n’est plus à l’ordre du jour.")
    return row


def _kept(row: AgendaItem, verb: str, *, by: User, at: datetime, **details: str) -> AgendaItem:
    row.save(update_fields=[*SHOWN, "voters", "entered_by", "entered_at"])
    seal(row, at=at)
    record(verb, row, by=by, at=at, household=row.request.household.uid, **details)
    return row


def _secretary(by: User) -> None:
    need(rules.SECRETARY.allows(by), "La saisie revient au secrétaire de la commission.")
