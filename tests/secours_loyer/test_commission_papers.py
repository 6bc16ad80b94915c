"""The sheets name nobody; the minutes are the same bytes for ever; letters say what they must."""

from __future__ import annotations

import hashlib
import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from actors.models import SensitiveRead
from secours_loyer.actions import notifying
from secours_loyer.masking import HIDDEN, masked, words_of
from secours_loyer.models import Letter, LetterKind, SessionMinutes
from tests.secours_loyer.path import LEASE, Path


def text_of(content: bytes) -> str:
    """With plain spaces: amounts are printed with narrow ones."""
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize(
    ("text", "names", "kept"),
    [
        ("Mme Vésle et ses enfants", ("Vesle",), f"Mme {HIDDEN} et ses enfants"),
        ("VESLE-Durand, 12 rue de l’Essai", ("Vesle", "Durand", "12 rue de l’Essai"),
         f"{HIDDEN}-{HIDDEN}, 12 rue de l’{HIDDEN}"),
        ("Le bailleur Habitat d’essai", ("Habitat d’essai",), f"Le bailleur Habitat d’{HIDDEN}"),
        ("Appeler le 03 26 00 00 01 ou a.b@essai.example", (),
         f"Appeler le {HIDDEN} ou {HIDDEN}"),
        ("RIB FR14 2004 1010 0505 0001 3M02 606", (), f"RIB {HIDDEN}"),
        ("Une dette de 1 234,56 € depuis 3 mois", ("Le", "de"),
         "Une dette de 1 234,56 € depuis 3 mois"),
        ("Vesles n’est pas Vesle", ("Vesle",), f"Vesles n’est pas {HIDDEN}"),
    ],
)  # fmt: skip
def test_names_are_taken_out_of_free_text(text: str, names: tuple[str, ...], kept: str) -> None:
    assert masked(text, words_of(*names)) == kept


@pytest.mark.django_db
def test_sheets_name_nobody_and_their_reading_is_noted(path: Path) -> None:
    household, landlord = path.home(), path.landlord()
    request = path.validated(
        summary=f"{household.name} habite {LEASE['address']}, chez {landlord.name}.",
        opinion=f"{household.name} a repris le loyer.",
    )
    lease = request.tenancy
    session = path.open_session(request)
    client = path.cast.client(path.cast.secretary)
    for url in (
        reverse("secours_loyer:session_sheets", args=[session.number]),
        reverse("secours_loyer:item_sheet", args=[session.number, 1]),
    ):
        answer = client.get(url)
        assert answer.status_code == 200
        text = text_of(answer.content)
        for told in (request.number, "1 000,00", "à vivre", "1 adulte", "CONFIDENTIEL"):
            assert told in text, told
        for hidden in ("Vesle", "Essai", lease.landlord.name):
            assert hidden not in text, hidden
        assert SensitiveRead.objects.filter(household=household.uid).last().classes == [
            *("debts", "resources")
        ]


@pytest.mark.django_db
def test_minutes_are_the_signed_bytes(path: Path) -> None:
    request = path.validated()
    session = path.lifted(request)
    client = path.cast.client(path.cast.auditor)
    url = reverse("secours_loyer:session_minutes", args=[session.number])
    assert client.get(url).status_code == 404
    path.signed(session)
    first, second = client.get(url), client.get(url)
    assert first.content == second.content
    kept = SessionMinutes.objects.get()
    assert hashlib.sha256(first.content).hexdigest() == kept.sha256
    text = text_of(first.content)
    for told in (request.number, "Accord", "600,00", "Membre d’essai 1", "D-2026-00001", "Signé"):
        assert told in text, told
    assert request.household.name not in text
    assert path.cast.client(path.cast.reception).get(url).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("outcome", "told", "untold"),
    [
        ("accord", ("vous accorde une aide de 600,00", "tribunal administratif"), ("reportée",)),
        ("refus", ("ne vous accorde pas", "deux mois", "tribunal administratif"), ("600,00",)),
        ("ajourne", ("Ce n’est pas un refus", "reprend l’étude"), ("600,00", "tribunal")),
    ],
)
def test_letters_of_a_session(
    path: Path, outcome: str, told: tuple[str, ...], untold: tuple[str, ...]
) -> None:
    session = path.signed(path.lifted(path.validated(), outcome))
    notifying.notify_session(session, by=path.cast.secretary, at=path.cast.at)
    letter = Letter.objects.exclude(kind=LetterKind.FILED).get()
    expected = LetterKind.ADJOURNED if outcome == "ajourne" else LetterKind.DECISION
    assert letter.kind == expected
    text = text_of(letter.file.content.read())
    for part in (*told, "Situation passagère"):
        assert part in text, part
    for part in untold:
        assert part not in text, part
