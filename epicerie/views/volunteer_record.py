"""One volunteer's record: each form of the page says in `what` which it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actors import rules
from actors.actions.contact import CONTACT, correct_contact, may_correct
from actors.models import User
from actors.views.signed_in import SignedInRequest
from epicerie.actions.absences import declare_absence
from epicerie.actions.availability import answer_for_day, set_usual_week
from epicerie.actions.companions import pair_up
from epicerie.actions.promises import note_convention
from epicerie.actions.volunteers import RECORD, affiliate, change_volunteer, grant_skill
from epicerie.actions.wishes import LIMITS, set_post_likings, set_wishes
from epicerie.forms.refusals import add_refusal
from epicerie.forms.register import (
    AbsenceForm,
    AnswerForm,
    ConventionForm,
    PairForm,
    PostsForm,
    WeekForm,
    WishesForm,
)
from epicerie.forms.volunteers import AffiliationForm, ContactForm, SkillForm, VolunteerForm
from epicerie.models import Liking, Post, Volunteer
from epicerie.queries.own_record import post_likings, usual_week
from epicerie.queries.volunteer_record import record_of
from epicerie.queries.volunteer_search import volunteer_typed
from epicerie.views.frame import task_context
from epicerie.views.volunteers import REGISTER
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.seen import marks
from reims_solidarite.kit.transitions import Refused

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Section:
    """A form of the record: made for a volunteer, then written by one action."""

    make: Callable[..., forms.Form]
    write: Callable[[Volunteer, Any, dict[str, Any]], object]


def _fields(volunteer: Volunteer, names: tuple[str, ...]) -> dict[str, Any]:
    shown = {name: getattr(volunteer, name) for name in names}
    return {**shown, "seen": marks(shown)}


def _record(volunteer: Volunteer, **typed: Any) -> forms.Form:
    return VolunteerForm(initial=_fields(volunteer, RECORD), **typed)


def _contact(volunteer: Volunteer, **typed: Any) -> forms.Form:
    user = volunteer.user
    shown = {name: getattr(user, name) for name in CONTACT}
    initial = {**shown, "email": user.own_email, "seen": marks(shown)}
    return ContactForm(initial=initial, **typed)


def _skill(_volunteer: Volunteer, **typed: Any) -> forms.Form:
    return SkillForm(initial={"since": today()}, **typed)


def _affiliation(_volunteer: Volunteer, **typed: Any) -> forms.Form:
    return AffiliationForm(initial={"since": today()}, **typed)


def _convention(volunteer: Volunteer, **typed: Any) -> forms.Form:
    return ConventionForm(initial=_fields(volunteer, ("convention_signed_on",)), **typed)


def _week(volunteer: Volunteer, **typed: Any) -> forms.Form:
    week = usual_week(volunteer)
    shown = {f"{weekday}_{half}": willing for (weekday, half), willing in week.items()}
    return WeekForm(initial={**shown, "seen": marks({"week": week})}, **typed)


def _answer(_volunteer: Volunteer, **typed: Any) -> forms.Form:
    return AnswerForm(**typed)


def _absence(_volunteer: Volunteer, **typed: Any) -> forms.Form:
    return AbsenceForm(**typed)


def _wishes(volunteer: Volunteer, **typed: Any) -> forms.Form:
    return WishesForm(initial=_fields(volunteer, LIMITS), **typed)


def _posts(volunteer: Volunteer, **typed: Any) -> forms.Form:
    posts = list(Post.objects.all())
    said = post_likings(volunteer)
    shown = {f"post_{post.pk}": said.get(post.pk, Liking.FINE) for post in posts}
    return PostsForm(posts=posts, initial={**shown, "seen": marks({"posts": said})}, **typed)


def _pair(_volunteer: Volunteer, **typed: Any) -> forms.Form:
    return PairForm(**typed)


def _write_skill(volunteer: Volunteer, form: forms.Form, who: dict[str, Any]) -> None:
    typed = form.cleaned_data
    until = typed["until"] and typed["until"] + ONE_DAY
    grant_skill(volunteer, typed["skill"], since=typed["since"], until=until, **who)


def _write_affiliation(volunteer: Volunteer, form: forms.Form, who: dict[str, Any]) -> None:
    typed = form.cleaned_data
    affiliate(volunteer, typed["organisation"], since=typed["since"], **who)


def _write_convention(volunteer: Volunteer, form: forms.Form, who: dict[str, Any]) -> None:
    typed = form.cleaned_data
    note_convention(volunteer, typed["convention_signed_on"], seen=typed["seen"], **who)


def _write_wishes(volunteer: Volunteer, form: forms.Form, who: dict[str, Any]) -> None:
    limits = {name: form.cleaned_data[name] for name in LIMITS}
    set_wishes(volunteer, limits, seen=form.cleaned_data["seen"], **who)


def _write_pair(volunteer: Volunteer, form: forms.Form, who: dict[str, Any]) -> None:
    by: User = who["by"]
    other = volunteer_typed(by, form.cleaned_data["other"], field="other")
    pair_up(volunteer, other, form.cleaned_data["kind"], **who)


SECTIONS: dict[str, Section] = {
    "fiche": Section(
        _record, lambda row, form, who: change_volunteer(row, **form.cleaned_data, **who)
    ),
    "contact": Section(
        _contact, lambda row, form, who: correct_contact(row.user, **form.cleaned_data, **who)
    ),
    "association": Section(_affiliation, _write_affiliation),
    "competence": Section(_skill, _write_skill),
    "convention": Section(_convention, _write_convention),
    "semaine": Section(
        _week,
        lambda row, form, who: set_usual_week(
            row, form.week(), seen=form.cleaned_data["seen"], **who
        ),
    ),
    "exception": Section(
        _answer, lambda row, form, who: answer_for_day(row, **form.cleaned_data, **who)
    ),
    "absence": Section(
        _absence, lambda row, form, who: declare_absence(row, **form.cleaned_data, **who)
    ),
    "souhaits": Section(_wishes, _write_wishes),
    "postes": Section(
        _posts,
        lambda row, form, who: set_post_likings(
            row, form.likings(), seen=form.cleaned_data["seen"], **who
        ),
    ),
    "affinites": Section(_pair, _write_pair),
}


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def volunteer(request: SignedInRequest, pk: int) -> HttpResponse:
    """The whole record; a refused form is shown again with what was typed."""
    shown = get_object_or_404(
        Volunteer.objects.visible_to(request.user).select_related("user"), pk=pk
    )
    made = {what: section.make(shown, prefix=what) for what, section in SECTIONS.items()}
    what = request.POST.get("what", "")
    if request.method == "POST" and what in SECTIONS:
        form = made[what] = SECTIONS[what].make(shown, data=request.POST, prefix=what)
        if form.is_valid():
            try:
                SECTIONS[what].write(shown, form, {"by": request.user, "at": now()})
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, "C’est enregistré.")
                return redirect(f"{reverse('epicerie:volunteer', args=[shown.pk])}#{what}")
    context = {
        **task_context(request, str(shown), REGISTER),
        "volunteer": shown,
        "forms": made,
        "faulty": [form for form in made.values() if form.errors],
        "today": today(),
        "may_correct": may_correct(request.user, shown.user),
        **record_of(shown, request.user, on=today(), at=now()),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "epicerie/staff/volunteer.html", context, status=status)
