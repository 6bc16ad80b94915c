"""Parameters: typed, dated, never overlapping, decided on a page that speaks in sentences."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from actors import parameters
from actors.actions.parameters import decide_parameter
from actors.forms.parameters import DecisionForm
from actors.models import Parameter
from actors.parameters import Key, all_keys
from reims_solidarite.kit.clock import today
from reims_solidarite.kit.transitions import Refused
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NAME = "rav.jours_par_mois"
SINCE = date(2027, 1, 1)


@pytest.mark.parametrize("key", all_keys(), ids=lambda key: key.name)
def test_every_default_is_allowed_and_said_in_a_sentence(key: Key) -> None:
    assert key.problem(key.default) is None
    assert key.sentence(key.default).endswith(".")


@pytest.mark.parametrize("key", all_keys(), ids=lambda key: key.name)
def test_every_form_gives_back_the_value_it_shows(key: Key) -> None:
    """What the page draws, sent back untouched, is the same value: no unit is lost."""
    form = DecisionForm(key, key.default)
    sent: dict[str, object] = {"since": "01/01/2027", "decision": "essai"}
    for name, field in form.fields.items():
        shown = field.prepare_value(form.get_initial_for_field(field, name))
        if shown is not None and shown is not False and name not in sent:
            sent[name] = field.widget.format_value(shown) if hasattr(shown, "quantize") else shown
    back = DecisionForm(key, key.default, sent)
    assert back.is_valid(), back.errors
    assert back.cleaned_data["chosen"] == key.default


def test_a_value_starts_on_its_day_and_ends_the_one_before(cast: Cast, at: datetime) -> None:
    by = cast.administrator
    decide_parameter(NAME, 31, since=SINCE, decision="d1", by=by, at=at)
    later = SINCE + timedelta(days=30)
    decide_parameter(NAME, 28, since=later, decision="d2", by=by, at=at)
    read = [
        parameters.value(NAME, on=day)
        for day in (SINCE - timedelta(days=1), SINCE, later - timedelta(days=1), later)
    ]
    assert read == [30, 31, 31, 28]
    with pytest.raises(Refused, match="plus tardive"):
        decide_parameter(NAME, 29, since=later, decision="d3", by=by, at=at)


@pytest.mark.parametrize("value", [27, 32, "30", True, None])
def test_out_of_bounds_is_refused(cast: Cast, at: datetime, value: object) -> None:
    with pytest.raises(Refused):
        decide_parameter(NAME, value, since=SINCE, decision="d", by=cast.manager, at=at)
    assert not Parameter.objects.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("rav.mesure", "par_lune"),
        ("rav.ressources_comptees", ["salaires", "loterie"]),
        ("rav.charges_deduites", {"loyer": None, "yacht": 1}),
        ("rav.seuils", [{"cents": 900, "up_to": 2}]),
        ("rav.seuils", [{"cents": 900}]),
    ],
)
def test_unknown_choices_are_refused(cast: Cast, at: datetime, name: str, value: object) -> None:
    with pytest.raises(Refused):
        decide_parameter(name, value, since=SINCE, decision="d", by=cast.manager, at=at)


def test_overlaps_are_impossible_in_sql(cast: Cast, at: datetime) -> None:
    decide_parameter(NAME, 31, since=SINCE, decision="d1", by=cast.manager, at=at)
    insert = (
        "INSERT INTO actors_parameter (key, value, period, decision, set_at)"
        " VALUES (%s, '30', daterange(%s, %s), '', now())"
    )
    with connection.cursor() as cursor:
        for start, end, name in (
            ("2027-06-01", None, "one_value_a_day"),
            (None, None, "one_value_a_day|period_starts"),
            ("2027-01-01", "2027-01-01", "period_starts"),
        ):
            with pytest.raises(IntegrityError, match=name), transaction.atomic():
                cursor.execute(insert, [NAME, start, end])


def test_the_page_decides_and_keeps_what_was_typed(cast: Cast) -> None:
    client = cast.client(cast.administrator)
    page = reverse("actors:parameter", args=[NAME])
    sent = {"value": "31", "since": f"{today():%d/%m/%Y}", "decision": "délibération d’essai"}
    wrong = client.post(page, {**sent, "value": "45"})
    assert 'value="45"' in wrong.content.decode()
    assert client.post(page, sent).status_code == 302
    shown = client.get(page).content.decode()
    assert "31 jours" in shown
    assert "délibération d’essai" in shown
    again = client.post(page, sent)
    assert "plus tardive" in again.content.decode()
    index = client.get(reverse("admin:actors_parameter_changelist"), follow=True).content.decode()
    assert "Un mois compte 31 jours" in index


def test_readers_do_not_decide_and_others_do_not_read(cast: Cast) -> None:
    page = reverse("actors:parameter", args=[NAME])
    auditor = cast.client(cast.auditor)
    assert "Enregistrer la décision" not in auditor.get(page).content.decode()
    assert auditor.post(page, {"value": "31"}).status_code == 403
    for who in (cast.reception, cast.finance, cast.network):
        assert cast.client(who).get(page).status_code == 403
    assert cast.client(cast.manager).get("/admin/parametres/absent/").status_code == 404


def test_every_parameter_has_its_page(cast: Cast) -> None:
    client = cast.client(cast.manager)
    for key in all_keys():
        assert client.get(reverse("actors:parameter", args=[key.name])).status_code == 200, key.name


def test_a_kind_nobody_draws_is_refused_at_the_declaration() -> None:
    odd = Key(name="essai.genre", label="Essai", kind="integer", default=1, sentence=str)
    with pytest.raises(ValueError, match="unknown kind"):
        parameters.declare(odd)
    assert odd not in all_keys()
