"""Correcting what a known lease says: with its paper, while nothing decided rests on it."""

from __future__ import annotations

from datetime import date, datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.apart import need_untied_lease
from secours_loyer.actions.doors import action, locked, need, seal
from secours_loyer.actions.leases import facts_of
from secours_loyer.actions.plausible import Lease
from secours_loyer.models import LeaseCorrection, RentRequest, RepaymentPlan, Tenancy
from secours_loyer.queries.journal_rows import named
from secours_loyer.queries.lease import NAMES
from secours_loyer.states import PAYABLE, RUNNING_PLAN


@action
def correct_lease(
    request: RentRequest, *, lease: Lease, paper: str, by: User, at: datetime
) -> LeaseCorrection:
    """The address, the end and the amounts become those of the paper, for every file of the lease.

    Its date, reference and landlord stay: another lease is another request, another landlord an
    event. The computations made before are to be made again (`queries.computed`).
    """
    need(
        request.instructor_id == by.pk or rules.MANAGER.allows(by),
        "L’instructeur de la demande ou un cadre corrige le bail.",
    )
    need(paper.strip(), "Dites d’après quel papier le bail est corrigé.", field="paper")
    held = locked(request.tenancy)
    need_untied_lease(held, by)
    _nothing_rests_on(held)
    need(
        lease.lease_end is None or lease.lease_end > held.lease_date,
        f"La fin du bail ne peut pas précéder sa signature, le {held.lease_date:%d/%m/%Y}.",
        field="lease_end",
    )
    facts = facts_of(lease)
    changed = [name for name in NAMES if facts[name] != getattr(held, name)]
    need(changed, "Rien ne change : corrigez au moins un fait du bail.")
    correction = LeaseCorrection(
        tenancy=held,
        request=request,
        before={name: _plain(getattr(held, name)) for name in changed},
        after={name: _plain(facts[name]) for name in changed},
        paper=paper.strip(),
        by=by,
        at=at,
    )
    for name, value in facts.items():
        setattr(held, name, value)
    held.save(update_fields=list(facts))
    correction.save()
    seal(held, correction, at=at)
    record(
        "correct_lease",
        request,
        by=by,
        at=at,
        household=request.household.uid,
        correction=correction.pk,
        facts=",".join(changed),
        **named(correction),
    )
    return correction


def _nothing_rests_on(lease: Tenancy) -> None:
    """The database holds the same (`tenancy_sql.NOTHING_RESTS_ON_IT`)."""
    granted = lease.requests.filter(state__in=PAYABLE, debt__released_at=None)
    if granted.exists():
        raise Refused(
            "Une aide accordée porte sur ce bail : il ne change plus avant que le dossier soit "
            "clos. Si la décision repose sur un fait faux, le signataire la remplace."
        )
    plans = RepaymentPlan.objects.filter(debt__tenancy=lease, state__in=RUNNING_PLAN)
    need(
        not plans.exists(),
        "Un plan d’apurement court sur ce bail : il ne change plus avant la fin du plan. Un "
        "avenant reprend ce qui a changé.",
    )


def _plain(fact: object) -> object:
    return fact.isoformat() if isinstance(fact, date) else fact
