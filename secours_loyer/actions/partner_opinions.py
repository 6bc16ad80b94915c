"""Asking an association that accompanies the household for its opinion, and receiving it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from actors import rules
from actors.actions.journal import record
from actors.actions.messages import Letter, write_messages
from actors.models import Membership, Organisation, User
from secours_loyer.actions.doors import action, locked, need, seal
from secours_loyer.models import PartnerOpinion, RentRequest
from secours_loyer.queries.journal_rows import named
from secours_loyer.states import RequestState

OVER = "Cet avis n’est plus attendu : il est déjà rendu, ou le CCAS l’a retiré."


@action
def ask_partner(
    request: RentRequest, *, organisation: Organisation, question: str, by: User, at: datetime
) -> PartnerOpinion:
    """During the study; the association's agents are told that a question waits for them."""
    need(rules.SOCIAL_WORKER.allows(by), "Un avis est demandé par qui instruit.")
    held = locked(request)
    need(
        held.state == RequestState.STUDIED,
        "Un avis se demande pendant l’instruction. Rechargez la page.",
    )
    need(question.strip(), "Écrivez votre question.", field="question")
    asked = PartnerOpinion.objects.create(
        request=held,
        organisation=organisation,
        question=question.strip()[:500],
        asked_by=by,
        asked_at=at,
    )
    seal(asked, at=at)
    record("ask_partner", held, by=by, at=at, household=held.household.uid, **named(asked))
    _tell(asked, at=at)
    return asked


@action
def answer_partner(
    opinion: PartnerOpinion, *, stance: str, answer: str, by: User, at: datetime
) -> PartnerOpinion:
    """One of the association's agents answers, once."""
    row = locked(opinion)
    need(row.organisation_id in by.organisation_ids, "Cet avis est demandé à une autre structure.")
    need(row.answered_at is None and row.withdrawn_at is None, OVER)
    need(stance, "Choisissez un avis.", field="stance")
    need(answer.strip(), "Dites pourquoi, en quelques mots.", field="answer")
    row.stance, row.answer = stance, answer.strip()[:1500]
    row.answered_by, row.answered_at = by, at
    row.save(update_fields=["stance", "answer", "answered_by", "answered_at"])
    seal(row, at=at)
    request = row.request
    record("answer_partner", request, by=by, at=at, household=request.household.uid)
    return row


@action
def withdraw_question(opinion: PartnerOpinion, *, by: User, at: datetime) -> PartnerOpinion:
    """The CCAS no longer waits for it."""
    need(rules.SOCIAL_WORKER.allows(by), "Un avis est retiré par qui instruit.")
    row = locked(opinion)
    need(row.answered_at is None and row.withdrawn_at is None, OVER)
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    seal(row, at=at)
    record("withdraw_question", row.request, by=by, at=at, household=row.request.household.uid)
    return row


def _tell(asked: PartnerOpinion, *, at: datetime) -> None:
    """Every agent of the association: whoever knows the household answers."""
    agents = (
        Membership.objects.active()
        .filter(organisation=asked.organisation, user__is_active=True)
        .select_related("user")
    )
    path = reverse("secours_loyer:partner_opinion", args=[asked.uid])
    letters = [
        Letter(
            to=member.user,
            dedupe_key=f"secours_loyer.opinion_wanted:{asked.uid}:{member.user_id}",
            context={
                "first_name": member.user.first_name,
                "url": f"{settings.WEBSITE_ADDRESS}{path}",
            },
        )
        for member in agents
    ]
    write_messages("secours_loyer.opinion_wanted", letters, at=at)
