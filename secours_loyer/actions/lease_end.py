"""Answering a lease whose written end is past: it goes on, or the household left; and anew."""

from __future__ import annotations

from datetime import date, datetime

from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.apart import need_untied_lease
from secours_loyer.actions.doors import action, locked, need, seal
from secours_loyer.actions.tenancy_events import note_event
from secours_loyer.models import LeaseEvent, LeaseRenewal, RentRequest, Tenancy, TenancyEvent
from secours_loyer.queries.journal_rows import named
from secours_loyer.queries.lease_end import asks_about_end, end_waits, end_words, last_answer


@action
def note_renewal(request: RentRequest, *, learned: str, by: User, at: datetime) -> LeaseRenewal:
    """The lease goes on past its written end, tacitly or by a new paper."""
    lease, held = _asked(request, by)
    need_untied_lease(lease, by)
    _still_asked(held, lease, at=at)
    need(learned.strip(), "Dites d’après quoi le bail continue.", field="learned")
    renewal = _answered(held, lease, learned, goes_on=True, by=by, at=at)
    household = held.household.uid
    record("note_renewal", held, by=by, at=at, household=household, **named(renewal))
    return renewal


@action
def note_departure(
    request: RentRequest, *, left_on: date, learned: str, by: User, at: datetime
) -> TenancyEvent:
    """The household left: an event of the lease, which a manager answers."""
    lease, held = _asked(request, by)
    _still_asked(held, lease, at=at)
    return _departure(held, left_on, learned, by=by, at=at)


@action
def change_lease_end(
    request: RentRequest, *, left_on: date | None, learned: str, by: User, at: datetime
) -> LeaseRenewal:
    """« It goes on » was wrong: the household left on `left_on`, or something else says that it
    goes on. The first answer stays, replaced."""
    lease, held = _asked(request, by)
    need_untied_lease(lease, by)
    former = last_answer(lease)
    need(
        former is not None and former.goes_on and lease.ended_on is None,
        "Aucune réponse « le bail continue » n’est à changer. Rechargez la page.",
    )
    need(learned.strip(), "Dites d’après quoi la réponse change.", field="learned")
    if left_on is not None:
        _departure(held, left_on, learned, by=by, at=at)
    elif former is not None:
        need(
            learned.strip() != former.learned,
            "C’est déjà la réponse notée : dites ce qui change, ou quel jour le ménage est parti.",
            field="learned",
        )
    changed = _answered(held, lease, learned, goes_on=left_on is None, by=by, at=at)
    household = held.household.uid
    record("change_lease_end", held, by=by, at=at, household=household, **named(changed))
    return changed


def need_lease_running(request: RentRequest, *, on: date) -> None:
    """For an opinion, or an urgent decision: the end of the lease, once past, has its answer."""
    if told := end_words(request, on=on):
        raise Refused(told)


def _departure(
    request: RentRequest, left_on: date, learned: str, *, by: User, at: datetime
) -> TenancyEvent:
    need(learned.strip(), "Dites d’après quoi le ménage est parti.", field="learned")
    kind, detail = LeaseEvent.LEFT, learned.strip()
    try:
        return note_event(request, kind=kind, happened_on=left_on, detail=detail, by=by, at=at)
    except Refused as refusal:
        # The day has another name on the form of this answer.
        field = "left_on" if refusal.field == "happened_on" else refusal.field
        raise Refused(refusal.message, field=field) from refusal


def _answered(
    request: RentRequest, lease: Tenancy, learned: str, *, goes_on: bool, by: User, at: datetime
) -> LeaseRenewal:
    if lease.lease_end is None:
        raise Refused("Ce bail n’a plus de fin écrite. Rechargez la page.")
    renewal = LeaseRenewal.objects.create(
        tenancy=lease,
        request=request,
        past_end=lease.lease_end,
        learned=learned.strip(),
        goes_on=goes_on,
        replaces=last_answer(lease),
        by=by,
        at=at,
    )
    seal(renewal, at=at)
    return renewal


def _asked(request: RentRequest, by: User) -> tuple[Tenancy, RentRequest]:
    """The lease, held before its request as by every act on a lease."""
    lease, held = locked(request.tenancy), locked(request)
    need(held.instructor_id == by.pk, "L’instructeur de la demande répond sur la fin du bail.")
    need(
        asks_about_end(held),
        "Ce dossier n’attend plus rien du bail : notez plutôt un événement du bail.",
    )
    return lease, held


def _still_asked(request: RentRequest, lease: Tenancy, *, at: datetime) -> None:
    if lease.ended_on is not None:
        raise Refused(
            f"Un événement dit que ce bail est terminé depuis le {lease.ended_on:%d/%m/%Y} : "
            "un cadre dit d’abord ce qui suit, sur « Bail et procédure »."
        )
    need(
        end_waits(request, on=paris_day(at)),
        "La fin de ce bail n’est pas passée, ou a déjà sa réponse. Rechargez la page.",
    )
