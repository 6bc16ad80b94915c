"""Each budget is broken once: a verdict that cannot say no would be worth nothing."""

from __future__ import annotations

import pytest

from reims_solidarite.benching import verdicts
from reims_solidarite.benching.latency import Sample, percentile
from reims_solidarite.benching.load import Burst
from reims_solidarite.benching.pages import Page
from reims_solidarite.benching.results import Line, Report
from reims_solidarite.benching.weight import Weight

MARKS = ["×1", "×100"]
PAGE = Page("annuaire", lambda _at: "/", None, "rows15", 1.8, 12)


def sample(ms: float, queries: int = 3, wrong: str = "") -> Sample:
    return Sample([ms] * 5, [ms] * 5, [queries] * 5, [wrong] * bool(wrong))


def lines(first: Sample, last: Sample) -> dict[str, Line]:
    samples = {
        ("annuaire", "×1"): first,
        ("annuaire", "×100"): last,
        ("floor rows15", "×1"): sample(10),
        ("floor rows15", "×100"): sample(10),
    }
    return {line.what: line for line in verdicts.page(PAGE, samples, MARKS)}


def broken(found: dict[str, Line]) -> set[str]:
    return {line.what for line in Report(list(found.values())).broken}


def test_a_page_within_its_budgets_breaks_nothing() -> None:
    found = lines(sample(15), sample(16))
    assert not broken(found)
    assert all(line.ok is not False for line in found.values())


def test_too_many_queries_fail_the_run() -> None:
    assert broken(lines(sample(15, 13), sample(15, 13))) == {"annuaire: queries"}


def test_queries_that_grow_with_the_data_fail_the_run() -> None:
    assert broken(lines(sample(15, 3), sample(15, 4))) == {"annuaire: queries"}


def test_queries_that_shrink_with_the_data_fail_the_run_too() -> None:
    """The page asks something only when a list is empty: another day it will cost more."""
    assert broken(lines(sample(15, 4), sample(15, 3))) == {"annuaire: queries"}


def test_a_wrong_answer_fails_the_run() -> None:
    found = lines(sample(15), sample(15, wrong="/: 302 /connexion/"))
    assert broken(found) == {"annuaire: wrong answers"}


def test_a_slow_page_is_told_and_fails_nothing() -> None:
    found = lines(sample(19), sample(40))
    assert found["annuaire ×1"].ok is False
    assert found["annuaire: growth ×1 to ×100"].ok is False
    assert not broken(found)


def test_one_answer_that_notes_the_session_is_not_the_usual_count() -> None:
    mixed = Sample([1.0] * 4, [1.0] * 4, [6, 6, 9, 6], [])
    assert mixed.usual_queries == 6


def test_an_off_origin_file_fails_the_run_and_a_heavy_page_is_told() -> None:
    weight = Weight(20_000, {"/static/a.css": 50_000}, ["https://elsewhere.example/x.js"])
    found = {line.what: line for line in verdicts.weight(PAGE, weight)}
    assert broken(found) == {"annuaire: off-origin files"}
    assert found["annuaire: first visit"].ok is False
    assert found["annuaire: next visit"].ok is False


def test_an_error_under_load_fails_the_run() -> None:
    fine = {32: Burst(1.0, [10.0] * 50)}
    bad = {32: Burst(1.0, [10.0] * 50, ["/: 500"])}
    assert not broken({line.what: line for line in verdicts.load(PAGE, fine, fine)})
    found = {line.what: line for line in verdicts.load(PAGE, bad, fine)}
    assert broken(found) == {"annuaire: errors under load"}


@pytest.mark.parametrize(("share", "expected"), [(0.5, 5.0), (0.95, 10.0), (1.0, 10.0)])
def test_a_percentile_is_one_of_the_values(share: float, expected: float) -> None:
    assert percentile([float(n) for n in range(10, 0, -1)], share) == expected


def test_the_table_lines_up_and_names_what_broke() -> None:
    report = Report([Line("x", 2, "ms", 1.0, 2.0, "<= 1", ok=False, gate=True), Line("y", 1.25)])
    head, first, second = report.table().splitlines()
    assert first.endswith("BROKEN")
    assert head.index("budget") == first.index("<= 1")
    assert second.split() == ["y", "1.2"]
