"""Who belongs to the landlord, held the file or sent the link checks nothing; the database too."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from actors.models import Membership, SensitiveRead, User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import account_proposals, accounts, checklist, instruction, orders
from secours_loyer.actions.filing import Upload
from secours_loyer.actions.landlord_links import open_link
from secours_loyer.models import LandlordAccount, PaymentOrder, RentRequest, digest_of
from secours_loyer.queries.ties import (
    apart_orders,
    is_tied_to_lease,
    stands_apart,
    tied_to_landlord,
)
from tests.secours_loyer.path import IBAN, PDF, Path
from tests.secours_loyer.test_ties import REQUEST
from tests.secours_loyer.test_walls import APPROVE, refused

pytestmark = pytest.mark.django_db
OWN = "UPDATE secours_loyer_landlordaccount SET {} WHERE id = %s"


def join(path: Path, person: User) -> User:
    """This person becomes a member of the landlord's organisation."""
    Membership.objects.create(
        user=person, organisation=path.cast.bailleur, is_manager=False, joined_at=path.cast.at
    )
    return User.objects.get(pk=person.pk)


def advised(path: Path, request: RentRequest) -> RentRequest:
    """Studied by the case worker, and waiting for its validation."""
    worker, at = path.cast.case_worker, path.cast.at
    kept = instruction.compute_assessment(request, by=worker, at=at)
    checklist.waive_rest(request, reason="Vues.", by=worker, at=at)
    path.checked_elsewhere(request)
    return instruction.give_opinion(request, proposed_cents=kept.aid_cents, by=worker, at=at)


def test_a_member_of_the_landlord_approves_nothing(path: Path) -> None:
    order = path.checked()
    manager = join(path, path.cast.manager)
    with pytest.raises(Refused, match="un lien avec ce dossier"):
        orders.approve_order(order, digest=digest_of(order), by=manager, at=path.cast.at)
    refused(APPROVE, order.pk, 1, manager.pk, digest_of(order), by="approval_tied")
    request = order.award.decision.request
    assert is_tied_to_lease(request.tenancy, manager)
    assert tied_to_landlord(request.tenancy.landlord, manager)
    # Leaving changes nothing to what was asked while they were there, or in the year after.
    asked = request.filed_at or request.created_at
    for left, apart in ((path.cast.at, True), (asked - timedelta(days=365), True),
                        (asked - timedelta(days=366), False)):  # fmt: skip
        joined = asked - timedelta(days=900)
        Membership.objects.filter(user=manager).update(joined_at=joined, ended_at=left)
        manager = User.objects.get(pk=manager.pk)
        assert stands_apart(request, manager) == apart
        assert is_tied_to_lease(request.tenancy, manager) == apart
        assert tied_to_landlord(request.tenancy.landlord, manager) == apart
        assert apart_orders(PaymentOrder.objects.all(), manager).exists() == apart
        if apart:
            with pytest.raises(Refused, match="un lien avec ce dossier"):
                orders.approve_order(order, digest=digest_of(order), by=manager, at=path.cast.at)
            refused(APPROVE, order.pk, 1, manager.pk, digest_of(order), by="approval_tied")
    orders.approve_order(order, digest=digest_of(order), by=manager, at=path.cast.at)


def test_a_member_of_the_landlord_does_not_validate_its_tenant(path: Path) -> None:
    request = advised(path, path.studied())
    manager = join(path, path.cast.manager)
    with pytest.raises(Refused, match="membre de l’organisation du bailleur"):
        instruction.validate_technically(request, by=manager, at=path.cast.at)
    refused(f"{REQUEST} validated_by_id = %s", manager.pk, by="tied_does_not_validate")


def test_whoever_held_the_file_does_not_validate_it(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    former = cast.person("ancien-instructeur", "instructeur", "cadre")
    request = path.filed()
    request = instruction.assign(request, to=former, by=cast.manager, at=at)
    request = instruction.hand_over(request, to=cast.case_worker, by=cast.manager, at=at)
    request = advised(path, request)
    with pytest.raises(Refused, match="Vous avez instruit cette demande"):
        instruction.validate_technically(request, by=former, at=at)
    refused(
        f"{REQUEST} state = 'validee_technique', validated_by_id = %s WHERE id = %s",
        former.pk,
        request.pk,
        by="request_validator_studied",
    )


def test_whoever_opened_the_link_does_not_check_what_came_through_it(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.filed()
    opener = cast.person("cadre-instructeur", "instructeur", "cadre")
    link = open_link(request, by=opener, at=at)
    proposal = account_proposals.propose_account(
        link, iban=IBAN, holder="HABITAT D'ESSAI", file=Upload("rib.pdf", PDF), at=at
    )
    account = account_proposals.take_proposal(proposal, by=cast.reception, at=at)
    said = {"called_on": paris_day(at), "called_person": "Mme Essai", "at": at}
    with pytest.raises(Refused, match="un lien que vous avez envoyé"):
        accounts.verify_account(account, by=opener, **said)
    refused(
        OWN.format(
            f"state = 'verifie', verified_by_id = {opener.pk}, verified_at = now(),"
            f" called_on = '{paris_day(at)}', called_number = '0326000001', called_person = 'x'"
        ),
        account.pk,
        by="account_verifier_opened_link",
    )
    page = reverse("secours_loyer:account", args=[account.uid])
    assert f"{page}verify_account/" not in cast.client(opener).get(page).text
    assert f"{page}verify_account/" in cast.client(cast.finance).get(page).text
    assert accounts.verify_account(account, by=cast.finance, **said).verified_by == cast.finance


def test_a_whole_number_is_read_under_the_household_that_brought_it(path: Path) -> None:
    cast, request = path.cast, path.filed()
    account = accounts.enter_account(
        request.tenancy.landlord,
        iban=IBAN,
        holder="HABITAT D'ESSAI",
        request=request,
        by=cast.reception,
        at=cast.at,
    )
    page = reverse("secours_loyer:account", args=[account.uid])
    for person, rows in ((cast.case_worker, 0), (cast.finance, 1)):
        cast.client(person).get(page)
        read = SensitiveRead.objects.filter(reader=person, household=request.household.uid)
        assert read.filter(classes__contains=["bank"]).count() == rows
    assert LandlordAccount.objects.count() == 1
