"""Letters: titles that say what happened, spaces that do not break, words apart from papers."""

from __future__ import annotations

import json
from datetime import date

import pytest

from actors.actions.parameters import decide_parameter
from actors.parameters import key_named
from secours_loyer.actions import notifying
from secours_loyer.letters.filed import missing_letter
from secours_loyer.letters.letterhead import bound
from secours_loyer.letters.payment import household_notice, landlord_notice
from secours_loyer.models import Letter, LetterKind
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_commission_papers import text_of

NB = "\u00a0"


def test_a_sign_stays_with_its_word_wherever_it_is_written() -> None:
    said = {"a": ["Motif : « oui » ; non ?"], "widths": [1, 2], "whole": True}
    assert bound(said) == {
        "a": [f"Motif{NB}: «{NB}oui{NB}»{NB}; non{NB}?"], "widths": [1, 2], "whole": True,
    }  # fmt: skip


@pytest.mark.django_db
def test_words_are_told_apart_from_the_papers_that_lack(path: Path) -> None:
    request = path.studied()
    data = missing_letter(request, "Passez nous voir jeudi", at=path.cast.at)
    (papers,) = (block for block in data["body"] if block["kind"] == "list")
    assert "Passez nous voir jeudi" not in papers["items"]
    assert f"Le CCAS vous précise{NB}: Passez nous voir jeudi" in json.dumps(
        data, ensure_ascii=False
    )


@pytest.mark.django_db
def test_the_title_of_a_payment_says_paid_and_how_much(path: Path) -> None:
    order = path.approved()
    for write in (household_notice, landlord_notice):
        data = write(order, at=path.cast.at)
        assert "payée" in data["title"]
        assert order.end_to_end_id not in data["title"]
        assert order.end_to_end_id in data["reference"]


@pytest.mark.django_db
def test_a_signatory_signs_in_the_quality_that_the_ccas_decided(path: Path) -> None:
    cast = path.cast
    name = cast.signatory.get_full_name()
    decide_parameter(
        "secours.qualites", f"Autre Personne, présidente ; {name}, vice-président par délégation",
        since=date(2026, 1, 1), decision="essai", by=None, at=cast.at,
    )  # fmt: skip
    session = path.signed(path.lifted(path.validated()))
    notifying.notify_session(session, by=cast.secretary, at=cast.at)
    text = text_of(Letter.objects.get(kind=LetterKind.DECISION).file.content.read())
    assert "Vice-président par délégation" in text
    assert "Président ou signataire délégué" not in text
    refused = key_named("secours.qualites").problem(name)
    assert refused is not None
    assert "Prénom Nom, qualité" in refused
