"""Same months elsewhere, a number to confirm, a household found by a search, its agreement."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from actors.models import SensitiveRead
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import accounts, checklist, cofunding, filing, fund_checks, instruction
from secours_loyer.models import LandlordAccount, RentRequest
from secours_loyer.queries.same_months import same_months
from tests.secours_loyer.path import IBAN, Path
from tests.secours_loyer.test_journey_by_pages import request_data
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db

NOTHING = dict.fromkeys(("fsl", "action_logement", "caf"), ("rien", ""))
OPINION = "UPDATE secours_loyer_rentrequest SET state = 'avis_rendu'"


def ready(path: Path) -> tuple[RentRequest, int]:
    request = path.studied()
    kept = instruction.compute_assessment(request, by=path.cast.case_worker, at=path.cast.at)
    checklist.waive_rest(request, reason="Vues.", by=path.cast.case_worker, at=path.cast.at)
    return request, kept.aid_cents


def test_each_fund_is_asked_about_the_same_months_before_the_opinion(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request, cents = ready(path)
    asked = {"proposed_cents": cents, "by": cast.case_worker, "at": at}
    with pytest.raises(Refused, match="« CAF » : ces mois ont-ils déjà été payés"):
        instruction.give_opinion(request, **asked)
    refused(OPINION, by="opinion_after_funds")
    with pytest.raises(Refused, match="quels mois, et qui a répondu") as refusal:
        fund_checks.check_funds(request, {"fsl": ("deduit", " ")}, by=cast.case_worker, at=at)
    assert refusal.value.field == "fsl_detail"
    with pytest.raises(Refused, match="revient à qui instruit"):
        fund_checks.check_funds(request, NOTHING, by=cast.reception, at=at)
    owed = {**NOTHING, "fsl": ("a_deduire", "Juillet, accord du FSL.")}
    fund_checks.check_funds(request, owed, by=cast.case_worker, at=at)
    with pytest.raises(Refused, match="notez ce qui est accordé"):
        instruction.give_opinion(request, **asked)
    refused(OPINION, by="opinion_after_funds")
    cofunding.note_cofunding(
        request, fund="fsl", answer="accordee", amount_cents=10_000, by=cast.case_worker, at=at
    )
    given = instruction.give_opinion(request, **{**asked, "opinion": "Le FSL paie juillet."})
    assert given.state == "avis_rendu"


def test_nothing_paid_does_not_go_with_an_aid_granted(path: Path) -> None:
    """Said in the same file, both cannot be true: refused at the check, then at the opinion."""
    cast, at = path.cast, path.cast.at
    request, proposed = ready(path)
    fund_checks.check_funds(request, NOTHING, by=cast.case_worker, at=at)
    cofunding.note_cofunding(
        request, fund="caf", answer="accordee", amount_cents=10_000, by=cast.case_worker, at=at
    )
    with pytest.raises(Refused, match="« CAF » a accordé 100,00"):
        fund_checks.check_funds(request, NOTHING, by=cast.case_worker, at=at)
    with pytest.raises(Refused, match="« rien payé » est noté"):
        instruction.give_opinion(
            request, proposed_cents=proposed, opinion="x", by=cast.case_worker, at=at
        )
    refused(OPINION, by="opinion_after_funds")
    owed = {**NOTHING, "caf": ("a_deduire", "Rappel d’août.")}
    fund_checks.check_funds(request, owed, by=cast.case_worker, at=at)


def test_the_checks_are_held_by_the_database(path: Path) -> None:
    path.checked_elsewhere(path.studied())
    refused("UPDATE secours_loyer_fundcheck SET finding = 'deduit'", by="fund_check_detailed")
    refused("UPDATE secours_loyer_fundcheck SET fund = 'autre'", by="fund_check_known")
    request = path.granted(last="Suippe", reference="L-2").request
    refused(
        "UPDATE secours_loyer_fundcheck SET finding = 'deduit', detail = 'x' WHERE request_id = %s",
        request.pk,
        by="cofunding_before_decision",
    )
    refused("DELETE FROM secours_loyer_fundcheck", by="fund_check_kept")
    with pytest.raises(Refused, match="ne changent plus"):
        fund_checks.check_funds(request, NOTHING, by=path.cast.manager, at=path.cast.at)


def test_the_page_shows_who_else_claims_the_same_months(path: Path) -> None:
    cast = path.cast
    first = path.filed()
    second = path.filed(last="Suippe", reference="L-2", lease=path.lease("Vesle"))
    path.filed(last="Marne", reference="L-3", start=date(2026, 1, 1))  # other months
    assert [(one.row, one.why) for one in same_months(first)] == [
        (second, "même logement probable")
    ]
    page = cast.client(cast.manager).get(reverse("secours_loyer:file", args=[first.uid]))
    assert f"{second.number}</a> porte sur les mêmes mois" in page.content.decode()
    filing.withdraw(second, by=cast.reception, at=cast.at)
    assert same_months(first) == []


def from_a_partner(path: Path) -> LandlordAccount:
    """An account to verify, of a landlord whose number an association gave."""
    cast, at = path.cast, path.cast.at
    new = filing.NewLandlord("Jean Essai", "particulier", known_phone="06 00 00 00 09")
    landlord = filing.add_landlord(new, by=cast.agent_a, at=at)
    assert landlord.phone_confirmed_at is None
    return accounts.enter_account(
        landlord, iban=IBAN, holder="M. ESSAI JEAN", by=cast.reception, at=at
    )


VERIFY = (
    "UPDATE secours_loyer_landlordaccount SET state = 'actif', verified_by_id = %s,"
    " verified_at = now(), called_on = now(), called_number = '06'"
)


def test_a_number_from_a_partner_serves_no_call_until_confirmed(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    account = from_a_partner(path)
    called = {"called_on": paris_day(at), "called_person": "M. Essai", "by": cast.finance, "at": at}
    with pytest.raises(Refused, match="vient d’une association"):
        accounts.verify_account(account, **called)
    refused(VERIFY, cast.finance.pk, by="account_phone_confirmed")
    for who in (cast.agent_a, cast.finance):
        with pytest.raises(Refused, match="par le CCAS"):
            accounts.confirm_phone(account.landlord, source="bail", by=who, at=at)
    with pytest.raises(Refused, match="une autre personne"):
        accounts.confirm_phone(account.landlord, source="bail", by=cast.reception, at=at)
    with pytest.raises(Refused, match="où vous avez retrouvé"):
        accounts.confirm_phone(account.landlord, source="rib", by=cast.manager, at=at)
    page = reverse("secours_loyer:account", args=[account.uid])
    client = cast.client(cast.case_worker)
    assert "à confirmer avant tout rappel" in client.get(page).content.decode()
    sent = client.post(f"{page}confirm_phone/", {"confirm_phone-source": "bail"})
    assert sent.status_code == 302
    assert "à confirmer" not in client.get(page).content.decode()
    assert accounts.verify_account(account, **called).state == "actif"


def test_a_confirmation_is_of_one_number(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    account = from_a_partner(path)
    accounts.confirm_phone(account.landlord, source="annuaire", by=cast.manager, at=at)
    own = "UPDATE secours_loyer_landlord SET {} WHERE id = %s"
    landlord = account.landlord_id
    refused(own.format("known_phone = '07'"), landlord, by="landlord_phone_confirmed_anew")
    refused(own.format("phone_confirmed_at = NULL"), landlord, by="landlord_phone_confirmed_whole")
    with pytest.raises(Refused, match="déjà confirmé"):
        accounts.confirm_phone(account.landlord, source="bail", by=cast.case_worker, at=at)
    by_typist = "phone_confirmed_by_id = %s, phone_confirmed_at = now()"
    refused(own.format(by_typist), account.entered_by_id, landlord, by="landlord_phone_by_typist")


def test_whoever_confirmed_the_number_and_then_typed_the_account(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    new = filing.NewLandlord("Jean Essai", "particulier", known_phone="06 00 00 00 09")
    landlord = filing.add_landlord(new, by=cast.agent_a, at=at)
    accounts.confirm_phone(landlord, source="bail", by=cast.reception, at=at)
    accounts.enter_account(landlord, iban=IBAN, holder="JEAN ESSAI", by=cast.reception, at=at)
    refused(VERIFY, cast.finance.pk, by="account_phone_confirmed")


def test_the_ccas_finds_the_household_by_a_search(path: Path) -> None:
    cast, home = path.cast, path.home()
    path.home("Suippe")
    client, url = cast.client(cast.reception), reverse("secours_loyer:staff_new_request")
    empty = client.get(url).content.decode()
    assert home.name not in empty
    assert not SensitiveRead.objects.filter(household=home.uid, reader=cast.reception).exists()
    found = client.get(url, {"q": "vesle"}).content.decode()
    assert home.name in found
    assert "Famille Suippe" not in found
    assert SensitiveRead.objects.filter(household=home.uid, reader=cast.reception).exists()
    assert "Aucun ménage à ce nom" in client.get(url, {"q": "introuvable"}).content.decode()
    form = client.get(url, {"menage": str(home.uid)}).content.decode()
    assert f"{home.number} – {home.name}" in form
    assert "Famille Suippe" not in form
    assert "Pour quel ménage" in client.get(url, {"autre": "1"}).content.decode()


def test_a_helped_household_agreed(path: Path) -> None:
    cast = path.cast
    client = cast.client(cast.agent_a)
    url = reverse("secours_loyer:draft", args=["00000000-0000-4000-8000-0000000000aa"])
    helped = request_data(path, helped_by="Mme Voisine")
    without = {name: value for name, value in helped.items() if name != "agreed"}
    answer = client.post(url, without)
    assert answer.status_code == 422
    assert "Demandez d’abord son accord" in answer.content.decode()
    assert client.post(url, request_data(path, helped_by="Mme Voisine")).status_code == 302
    request = RentRequest.objects.get()
    assert (request.helped_by, request.agreed_at is None) == ("Mme Voisine", False)
    page = cast.client(cast.manager).get(reverse("secours_loyer:file", args=[request.uid]))
    assert "Avec l’aide de Mme Voisine" in page.content.decode()
    refused(
        "UPDATE secours_loyer_rentrequest SET agreed_at = NULL", by="request_helped_with_consent"
    )
