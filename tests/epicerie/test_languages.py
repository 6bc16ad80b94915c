"""The volunteers' pages in their languages: nothing missing, nothing left in French."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from epicerie.actions.exchanges import offer_exchange
from epicerie.actions.language import choose_language
from epicerie.actions.places import give_up_place, hold_place
from epicerie.languages import CATALOGUES, marked_texts
from epicerie.models import Language, Volunteer
from reims_solidarite.kit.catalogues import mo_bytes, read_po
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import rota_cast as rota

PLACEHOLDER = re.compile(r"%\(\w+\)0?\d?[sd]|\{\w+[^}]*\}")
TAG = re.compile(r"<[^>]+>")
# Names of bodies, of languages and of people stay as they are.
STAYS = re.compile(r"Solidarité Reims|CCAS|Français|English|https?://\S+|\bcalendar@\S+")
LATIN = re.compile(r"[A-Za-zÀ-ÿ]{2,}")


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_text_is_translated_and_none_is_left_over(language):
    wanted = {entry.text for entry in marked_texts()}
    assert len(wanted) > 150
    path, forms = CATALOGUES[language]
    entries = {entry.text: entry for entry in read_po(path.read_text())}
    header = entries.pop("")
    assert f"nplurals={forms};" in header.forms[0]
    assert set(entries) == wanted
    assert [entry.text for entry in entries.values() if not entry.translated] == []


@pytest.mark.parametrize("language", CATALOGUES)
def test_what_is_compiled_is_what_is_written(language):
    path, _ = CATALOGUES[language]
    assert path.with_suffix(".mo").read_bytes() == mo_bytes(read_po(path.read_text())), (
        "run manage.py catalogues"
    )


@pytest.mark.parametrize("language", CATALOGUES)
def test_placeholders_and_tags_agree(language):
    path, forms = CATALOGUES[language]
    for entry in read_po(path.read_text())[1:]:
        given = set(PLACEHOLDER.findall(entry.text + entry.plural))
        for form in entry.forms:
            said = set(PLACEHOLDER.findall(form))
            # « يومين » says two by itself: a plural form may leave the number out, never a name.
            assert said <= given, (entry.text, form)
            assert said == given or entry.plural, (entry.text, form)
            assert TAG.findall(form) == TAG.findall(entry.text), (entry.text, form)
            assert "\n" not in form
        assert len(entry.forms) == (forms if entry.plural else 1)
        assert set(PLACEHOLDER.findall(entry.forms[-1])) == given, entry.text


def test_every_language_of_the_switch_has_a_catalogue():
    assert set(CATALOGUES) | {"fr"} == set(Language.values)


class Read(HTMLParser):
    """What is read on a page or read out: texts and the attributes that are sentences."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._quiet = 0
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self._quiet += tag in {"script", "style", "code"}
        values = dict(attrs)
        self.words += [values[name] for name in ("aria-label", "title", "alt") if values.get(name)]

    def handle_endtag(self, tag):
        self._quiet -= tag in {"script", "style", "code"}

    def handle_data(self, data):
        if not self._quiet and data.strip():
            self.words.append(data.strip())


def left_in_latin(source: str, *names: str) -> list[str]:
    words = []
    for text in Read(source).words:
        kept = STAYS.sub("", text)
        for name in names:
            kept = kept.replace(name, "")
        if LATIN.search(kept):
            words.append(text)
    return words


@pytest.fixture
def me(cast):
    return rota.as_volunteer(cast.volunteer, cast.entraide, cast.grocery)


@pytest.fixture
def clock(monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())


def pages(cast, me, at):
    """The addresses of a full space: shifts, free places, refused ones, days to help out."""
    first = hold_place(
        rota.need(rota.opening(cast.grocery)), volunteer=me, by=cast.volunteer, at=at
    )
    for later in range(1, 3):
        opened = rota.opening(cast.grocery, rota.DAY.replace(day=3 + later), caisse=1, accueil=1)
        if later == 1:
            hold_place(rota.need(opened), volunteer=me, by=cast.volunteer, at=at)
    free = rota.need(rota.opening(cast.grocery, rota.DAY.replace(day=8), accueil=1))
    given = hold_place(
        rota.need(rota.opening(cast.grocery, rota.DAY.replace(day=9))),
        volunteer=me,
        by=cast.volunteer,
        at=at,
    )
    give_up_place(given, by=cast.volunteer, at=at)
    return [
        *exchanges(cast, me, at),
        reverse("epicerie:my_shifts"),
        reverse("epicerie:take_place", args=[free.pk]),
        reverse("epicerie:confirm_place", args=[first.pk]),
        reverse("epicerie:give_up_place", args=[first.pk]),
        reverse("epicerie:give_up_place", args=[given.pk]),
        *(reverse(f"epicerie:{name}") for name in ("my_hours", "calendar_address", "my_days")),
        *(reverse(f"epicerie:{name}") for name in ("my_absences", "my_wishes")),
    ]


def exchanges(cast, me, at):
    """One offered by name with a day in return, one for all, one of one's own."""
    olga = rota.volunteer(cast.grocery, cast.entraide, "olga")
    mine = hold(cast, me, 10, at)
    offers = [
        offer_exchange(
            hold(cast, olga, 11, at), asked=me, wanted=mine.opening, by=olga.user, at=at
        ),
        offer_exchange(hold(cast, olga, 12, at), asked=None, wanted=None, by=olga.user, at=at),
        offer_exchange(mine, asked=None, wanted=None, by=cast.volunteer, at=at),
    ]
    shown = [reverse("epicerie:exchange", args=[offer.pk]) for offer in offers]
    return [*shown, reverse("epicerie:offer_exchange", args=[hold(cast, me, 14, at).pk])]


def hold(cast, person, day, at):
    need = rota.need(rota.opening(cast.grocery, rota.DAY.replace(day=day)))
    return hold_place(need, volunteer=person, by=person.user, at=at)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["uk", "ar"])
def test_no_french_is_left_on_a_page(cast, me, clock, at, language):
    addresses = pages(cast, me, at)
    Volunteer.objects.update(language=language)
    client = cast.client(cast.volunteer)
    for address in addresses:
        html = client.get(address).content.decode()
        assert left_in_latin(html, cast.volunteer.first_name, "Olga Bénévole") == [], address
        direction = "rtl" if language == "ar" else "ltr"
        assert f'<html lang="{language}" dir="{direction}">' in html


def test_french_that_is_left_would_be_seen():
    page = '<html><p>Добрий день</p><p>Bonjour</p><a aria-label="Menu"></a></html>'
    assert left_in_latin(page) == ["Bonjour", "Menu"]


@pytest.mark.django_db
def test_reasons_are_said_in_the_language_of_the_person(cast, me, clock, at):
    opened = rota.opening(cast.grocery, accueil=1)
    held = hold_place(rota.need(opened), volunteer=me, by=cast.volunteer, at=at)
    give_up_place(held, by=cast.volunteer, at=at)
    Volunteer.objects.update(language="en")
    client = cast.client(cast.volunteer)
    answer = client.post(reverse("epicerie:give_up_place", args=[held.pk]))
    assert answer.status_code == 409
    assert "This place is no longer yours" in answer.content.decode()
    # The next page of somebody else is French again.
    assert "Adresse e-mail" in cast.client().get("/connexion/").content.decode()


@pytest.mark.django_db
def test_the_switch_is_one_post_and_comes_back_to_the_page(cast, me, clock):
    client = cast.client(cast.volunteer)
    hours, switch = reverse("epicerie:my_hours"), reverse("epicerie:my_language")
    answer = client.post(switch, {"language": "uk", "back": hours})
    assert (answer.status_code, answer["Location"]) == (302, hours)
    me.refresh_from_db()
    assert me.language == "uk"
    assert "Мої години" in client.get(hours).content.decode()
    for back in ("https://elsewhere.example/", "//elsewhere.example", "/admin/", ""):
        answer = client.post(switch, {"language": "uk", "back": back})
        assert answer["Location"] == reverse("epicerie:my_shifts")
    assert client.get(switch).status_code == 405
    refused = client.post(switch, {"language": "xx"})
    assert refused.status_code == 409
    assert "Такої мови немає" in refused.content.decode()


@pytest.mark.django_db
def test_a_new_language_gives_the_calendar_new_titles(cast, me, at):
    opened = rota.opening(cast.grocery)
    held = hold_place(rota.need(opened), volunteer=me, by=cast.volunteer, at=at)
    choose_language(me, "ar", by=cast.volunteer, at=at)
    choose_language(me, "ar", by=cast.volunteer, at=at)
    held.refresh_from_db()
    assert (held.sequence, held.changed_at) == (1, at)
    with pytest.raises(Refused, match="sa propre langue"):
        choose_language(me, "fr", by=cast.grocery, at=at)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("fr", "Votre place est réservée"),
        ("en", "Your place is booked"),
        ("uk", "Ваше місце заброньовано"),
        ("ar", "مكانك محجوز"),
    ],
)
def test_e_mails_speak_it_too(cast, me, at, language, subject):
    Volunteer.objects.update(language=language)
    need = rota.need(rota.opening(cast.grocery))
    hold_place(need, volunteer=me, by=cast.grocery, at=at, tell=False)
    held = me.assignments.get()
    give_up_place(held, by=cast.volunteer, at=at)
    hold_place(need, volunteer=me, by=cast.volunteer, at=at)
    message = cast.volunteer.messages.get(kind="epicerie.place_taken")
    assert message.subject.startswith(subject)
    if language in {"uk", "ar"}:
        text = message.text.replace(cast.volunteer.first_name, "")
        assert left_in_latin(text) == []
