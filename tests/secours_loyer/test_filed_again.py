"""What an association filed is there to read again: all of it, to it alone, and nothing else."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.html import escape

from actors.households.actions.accompaniment import end_accompaniment
from actors.households.models import Accompaniment
from actors.models import Membership, RoleGrant, SensitiveRead, User
from secours_loyer.actions import checklist, filing, instruction, pieces
from secours_loyer.models import Fund, FundAnswer, RentRequest
from tests.secours_loyer.path import PDF, STATEMENT, Path

pytestmark = pytest.mark.django_db
PAPER = filing.Upload("caf.pdf", PDF)


@pytest.fixture
def filed(path: Path) -> RentRequest:
    cast = path.cast
    months = {date(2026, 7, 1): (65_000, 25_000), date(2026, 8, 1): (65_000, 5_000)}
    return path.filed(
        by=cast.agent_a,
        start=date(2026, 7, 1),
        months=2,
        arrears=months,
        funds={Fund.FSL.value: (FundAnswer.ASKED.value, 20_000)},
    )


def page(request: RentRequest) -> str:
    return reverse("secours_loyer:own_request", args=[request.uid])


def paper(request: RentRequest, file_id: uuid.UUID) -> str:
    return reverse("secours_loyer:own_paper", args=[request.uid, file_id])


def test_everything_filed_is_shown_again(path: Path, filed: RentRequest) -> None:
    cast = path.cast
    caf = filed.checklist.get(kind="caf")
    (piece,) = pieces.add_pieces(filed, [PAPER], answers=caf, by=cast.agent_a, at=cast.at)
    shown = cast.client(cast.agent_a).get(page(filed)).content.decode()
    for words in (
        filed.summary,
        "800,00",
        "510,00",
        "12 rue de l’Essai, 51100 Reims",
        "01/05/2022",
        "450,00\u202f€ par mois",
        "200,00\u202f€ par mois, versée au locataire",
        "Juillet 2026",
        "650,00</td>",
        "600,00</td>",
        "Fonds de solidarité logement (FSL)",
        "décompte daté du",
        "decompte.pdf",
        "caf.pdf",
        "Attestation de la CAF du mois précédent",
        "Reçue, à vérifier",
    ):
        assert escape(words) in shown or words in shown, words
    assert "caf.pdf</a>, le 23/11/2026 à 9\u00a0h" in shown
    assert paper(filed, piece.file_id) in shown
    assert paper(filed, filed.debt.statement_id) in shown
    assert SensitiveRead.objects.filter(classes__contains=["resources"]).exists()


def test_each_paper_is_taken_away_and_journaled(path: Path, filed: RentRequest) -> None:
    cast = path.cast
    (piece,) = pieces.add_pieces(filed, [PAPER], by=cast.agent_a, at=cast.at)
    agent, other = cast.client(cast.agent_a), cast.client(cast.agent_b)
    for file_id in (piece.file_id, filed.debt.statement_id):
        before = SensitiveRead.objects.filter(route="secours_loyer:own_paper").count()
        answer = agent.get(paper(filed, file_id))
        assert b"".join(answer.streaming_content) == PDF
        assert SensitiveRead.objects.filter(route="secours_loyer:own_paper").count() == before + 1
        assert other.get(paper(filed, file_id)).status_code == 404


def test_a_statement_of_the_ccas_or_of_the_landlord_is_named_only(
    path: Path, filed: RentRequest
) -> None:
    cast, at = path.cast, path.cast.at
    agent, first = cast.client(cast.agent_a), filed.debt.statement_id
    instruction.ask_missing(filed, missing="Un décompte.", by=cast.case_worker, at=at)
    newer = filing.Upload("apporte.pdf", PDF + b"%ccas")
    pieces.replace_statement(filed, newer, by=cast.reception, at=at)
    filed.debt.refresh_from_db()
    for file_id in (first, filed.debt.statement_id):
        assert agent.get(paper(filed, file_id)).status_code == 404
    shown = agent.get(page(filed)).text
    own, added = shown.split("Ce que d’autres ont ajouté")
    assert "apporte.pdf" not in own
    assert "apporte.pdf, décompte ajouté par le CCAS le 23/11/2026" in added
    # The association sends another one: that one is theirs.
    pieces.replace_statement(filed, STATEMENT, by=cast.agent_a, at=at)
    filed.debt.refresh_from_db()
    assert agent.get(paper(filed, filed.debt.statement_id)).status_code == 200
    assert paper(filed, filed.debt.statement_id) in agent.get(page(filed)).text


@pytest.mark.parametrize(
    ("role", "over", "status"),
    [
        ("accueil", False, 404),
        ("cadre", False, 404),
        ("accueil", True, 200),
        ("depenses", False, 200),
    ],
)
def test_who_could_join_a_paper_for_the_ccas_is_not_taken_for_the_association(
    path: Path, filed: RentRequest, role: str, status: int, *, over: bool
) -> None:
    """`over`: the role was taken back before the paper came."""
    cast, at = path.cast, path.cast.at
    both = cast.person("benevole-et-agent", role)
    Membership.objects.create(user=both, organisation=filed.organisation, joined_at=at)
    if over:
        RoleGrant.objects.filter(user=both).update(revoked_at=at)
    both = User.objects.get(pk=both.pk)
    (piece,) = pieces.add_pieces(filed, [PAPER], by=both, at=at + timedelta(days=1))
    agent = cast.client(cast.agent_a)
    assert agent.get(paper(filed, piece.file_id)).status_code == status
    assert (paper(filed, piece.file_id) in agent.get(page(filed)).text) == (status == 200)


def test_who_left_the_association_before_joined_nothing_for_it(
    path: Path, filed: RentRequest
) -> None:
    cast, at = path.cast, path.cast.at
    gone = cast.person("ancienne-agente", "accueil")
    Membership.objects.create(
        user=gone, organisation=filed.organisation, joined_at=at - timedelta(days=9), ended_at=at
    )
    (piece,) = pieces.add_pieces(filed, [PAPER], by=gone, at=at + timedelta(days=1))
    RoleGrant.objects.filter(user=gone).update(revoked_at=at + timedelta(days=2))
    assert cast.client(cast.agent_a).get(paper(filed, piece.file_id)).status_code == 404


def test_no_paper_but_its_own(path: Path, filed: RentRequest) -> None:
    cast = path.cast
    (own,) = pieces.add_pieces(
        filed, [filing.Upload("apportee.pdf", PDF)], by=cast.reception, at=cast.at
    )
    other = path.filed(by=cast.agent_a, last="Vesle", reference="L-2", start=date(2026, 3, 1))
    (elsewhere,) = pieces.add_pieces(other, [PAPER], by=cast.agent_a, at=cast.at)
    agent = cast.client(cast.agent_a)
    shown = agent.get(page(filed)).content.decode()
    assert "apportee.pdf, ajoutée par le CCAS" in shown
    for file_id in (own.file_id, elsewhere.file_id, other.debt.statement_id, uuid.uuid4()):
        assert file_id is not None
        assert agent.get(paper(filed, file_id)).status_code == 404


def test_nothing_of_the_study_is_shown(path: Path, filed: RentRequest) -> None:
    cast = path.cast
    worker, at = cast.case_worker, cast.at
    request = instruction.assign(filed, to=worker, by=worker, at=at)
    instruction.add_note(request, text="Note tenue secrète.", by=worker, at=at)
    checklist.waive_rest(request, reason="Vues au guichet.", by=worker, at=at)
    shown = cast.client(cast.agent_a).get(page(filed)).content.decode()
    assert "Note tenue secrète" not in shown
    assert "Reste à vivre" not in shown


def test_amounts_stay_with_who_accompanies(path: Path, filed: RentRequest) -> None:
    cast = path.cast
    stay = Accompaniment.objects.get(household=filed.household, ended_at=None)
    end_accompaniment(stay, by=cast.agent_a, at=cast.at)
    shown = cast.client(cast.agent_a).get(page(filed)).content.decode()
    assert "Elles sont dans le dossier du ménage" in shown
    assert "800,00" not in shown
