"""The least that can draw each page: the fewest queries, one template that extends nothing."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from actors.models import Organisation
from epicerie.models import Assignment, OpeningDay, OpeningNeed
from reims_solidarite.kit.clock import now


class LoginForm(forms.Form):
    login = forms.EmailField(label="Adresse e-mail")
    password = forms.CharField(label="Mot de passe", widget=forms.PasswordInput)


def hello(request: HttpRequest) -> HttpResponse:
    """No query, no template."""
    return HttpResponse("<h1>Bonjour</h1>")


def one(request: HttpRequest) -> HttpResponse:
    """One row found by its key."""
    found = Organisation.objects.filter(pk=1).values_list("name", flat=True).first()
    return HttpResponse(f"<h1>{found}</h1>")


def rows15(request: HttpRequest) -> HttpResponse:
    """One query, 15 rows through a template."""
    rows = Organisation.objects.filter(is_published=True).order_by("sort_key", "pk")[:15]
    return render(request, "floor/rows15.html", {"rows": rows})


def my(request: HttpRequest, pk: int) -> HttpResponse:
    """One volunteer's next shifts, and the places still open: two queries."""
    at = now()
    shifts = (
        Assignment.objects.filter(volunteer=pk, state="active", period__endswith__gt=at)
        .select_related("opening", "need__post")
        .order_by("period")
    )
    needs = (
        OpeningNeed.objects.filter(
            opening__state="planned",
            opening__period__startswith__gt=at,
            opening__period__startswith__lte=at + timedelta(days=30),
        )
        .annotate(filled=Count("assignments", filter=Q(assignments__state="active")))
        .filter(filled__lt=F("places"))
        .select_related("opening", "post")
        .order_by("opening__day", "post__rank")[:60]
    )
    return render(request, "floor/my.html", {"shifts": shifts, "needs": needs})


def week30(request: HttpRequest) -> HttpResponse:
    """30 opening days with how many places are filled: one query."""
    days = (
        OpeningDay.objects.filter(state="planned", period__endswith__gt=now())
        .annotate(filled=Count("assignments", filter=Q(assignments__state="active")))
        .order_by("day")[:30]
    )
    return render(request, "floor/week30.html", {"days": days})


def coord(request: HttpRequest, pk: int) -> HttpResponse:
    """One opening day with its 15 places and who holds them: two queries."""
    needs = OpeningNeed.objects.filter(opening=pk).select_related("opening", "post")
    held = Assignment.objects.filter(opening=pk, state="active").select_related("volunteer__user")
    people = {(row.need_id, row.place_number): row.volunteer.user for row in held}
    places = [
        (need, number, people.get((need.pk, number)))
        for need in needs.order_by("post__rank")
        for number in range(1, need.places + 1)
    ]
    return render(request, "floor/coord.html", {"places": places})


def login(request: HttpRequest) -> HttpResponse:
    """An empty form."""
    return render(request, "floor/login.html", {"form": LoginForm()})
