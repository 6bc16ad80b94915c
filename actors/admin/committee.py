"""The users' committee: its presentation, its seats, its meetings and their reports."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from actors import rules
from actors.actions.bodies import (
    announce_meeting,
    describe_body,
    end_mandate,
    keep_meeting,
    publish_report,
    seat_member,
    withdraw_report,
)
from actors.forms.body_meeting import MeetingForm
from actors.forms.body_member import SeatForm
from actors.models import Body, BodyMeeting, BodyMember, Seat, User
from actors.staff_buttons import ActionButtons, Button
from actors.staff_written_once import WrittenOnce
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.dates import paris_day


def end_today(member: BodyMember, *, by: User, at: datetime) -> BodyMember:
    """The mandate ends this morning: today is the first day without it."""
    return end_mandate(member, on=paris_day(at), by=by, at=at)


@admin.register(Body)
class BodyAdmin(ActionButtons):
    """What the public page says of the committee."""

    view_rule = rules.STAFF
    change_rule = rules.NETWORK
    list_display = ("name", "kind", "founded_on")
    fields = (
        "name",
        "kind",
        "founded_on",
        "presentation",
        "how_to_join",
        "meetings_a_year",
        "source",
    )
    readonly_fields = ("kind", "founded_on")

    def save_model(
        self,
        request: HttpRequest,
        obj: Body,
        form: ModelForm[Body],
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        user: Any = request.user
        describe_body(obj, changes=form.cleaned_data, by=user, at=now())


@admin.register(BodyMember)
class BodyMemberAdmin(WrittenOnce, ActionButtons):
    """Seats; one is never edited, it ends and another begins."""

    view_rule = rules.NETWORK
    change_rule = rules.NETWORK
    add_rule = rules.NETWORK
    form = SeatForm
    list_display = ("label", "college", "seat_words", "represents", "in_pilot_team", "period")
    list_filter = ("college", "seat", "in_pilot_team")
    list_select_related = ("college", "organisation", "stands_in_for")
    search_fields = ("label", "organisation__search_key")
    buttons = (
        Button(
            "terminer",
            "Terminer ce mandat aujourd’hui",
            end_today,
            "Le mandat est terminé.",
            question="La personne ne siège plus à partir d’aujourd’hui.",
            tone="danger",
            shown=lambda member: member.mandate.upper is None,
        ),
    )

    @admin.display(description="période", ordering="mandate")
    def period(self, member: BodyMember) -> str | SafeString:
        since = f"depuis le {member.mandate.lower:%d/%m/%Y}"
        until = member.mandate.upper
        return f"{since}, jusqu’au {until:%d/%m/%Y} (non compris)" if until else since

    @admin.display(description="siège", ordering="seat")
    def seat_words(self, member: BodyMember) -> str:
        if member.stands_in_for is None:
            return "titulaire"
        return f"suppléant de {member.stands_in_for}"

    @admin.display(description="représente", ordering="organisation")
    def represents(self, member: BodyMember) -> str:
        return str(member.organisation or "–")

    @admin.display(description="compte")
    def account_shown(self, member: BodyMember) -> str:
        return str(member.user or "–")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        if obj is None:
            who = ["college", "label", "account", "organisation"]
            return [*who, "stands_in_for", "in_pilot_team", "since", "until"]
        who = ["college", "label", "account_shown", "represents"]
        return [*who, "seat_words", "in_pilot_team", "period"]

    def row_links(self, obj: BodyMember) -> list[dict[str, str]]:
        """A titular's page leads to the form of a substitute, already filled."""
        if obj.seat != Seat.TITULAR:
            return []
        asked = urlencode({"college": obj.college_id, "stands_in_for": obj.pk})
        address = reverse("admin:actors_bodymember_add")
        return [{"label": "Nommer un suppléant", "url": f"{address}?{asked}"}]

    def save_model(
        self,
        request: HttpRequest,
        obj: BodyMember,
        form: ModelForm[BodyMember],
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        user: Any = request.user
        if not change:
            seated = seat_member(
                form.cleaned_data["college"],
                label=form.cleaned_data["label"],
                since=form.cleaned_data["since"],
                until=form.cleaned_data["until"],
                user=form.cleaned_data["account"],
                organisation=form.cleaned_data["organisation"],
                stands_in_for=form.cleaned_data["stands_in_for"],
                in_pilot_team=form.cleaned_data["in_pilot_team"],
                by=user,
                at=now(),
            )
            obj.pk, obj.mandate = seated.pk, seated.mandate


@admin.register(BodyMeeting)
class BodyMeetingAdmin(ActionButtons):
    """Meetings: prepared here, announced, then their report is re-read and published."""

    view_rule = rules.STAFF
    change_rule = rules.NETWORK
    add_rule = rules.NETWORK
    form = MeetingForm
    list_display = ("theme", "starts_at", "place", "is_published", "report_published_at")
    list_filter = ("is_published",)
    fields = (
        "body",
        "theme",
        "starts_at",
        "ends_at",
        "place",
        "agenda",
        "report",
        "is_published",
        "report_published_at",
    )
    readonly_fields = ("is_published", "report_published_at")
    buttons = (
        Button(
            "annoncer",
            "Annoncer au public",
            announce_meeting,
            "La réunion est annoncée sur la page du comité.",
            shown=lambda meeting: not meeting.is_published,
        ),
        Button(
            "publier",
            "Publier le compte rendu",
            publish_report,
            "Le compte rendu est publié.",
            question="Relisez-le : aucun nom d’usager, aucune situation personnelle.",
            shown=lambda meeting: bool(meeting.report) and not meeting.report_published_at,
        ),
        Button(
            "retirer",
            "Retirer le compte rendu",
            withdraw_report,
            "Le compte rendu n’est plus public.",
            tone="danger",
            shown=lambda meeting: bool(meeting.report_published_at),
        ),
    )

    def save_model(
        self,
        request: HttpRequest,
        obj: BodyMeeting,
        form: ModelForm[BodyMeeting],
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        user: Any = request.user
        keep_meeting(obj, by=user, at=now())
