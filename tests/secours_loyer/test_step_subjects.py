"""The steps of a file are offered by subject; what moves it on comes first."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from secours_loyer.states import REQUEST
from secours_loyer.views.staff.file_steps import STEPS, SUBJECTS


def test_each_name_is_a_step_and_each_step_is_offered_once() -> None:
    names = [step.name for step in STEPS]
    assert len(names) == len(set(names))
    assert set(SUBJECTS) <= set(names)


def test_a_subject_is_told_once() -> None:
    told = [subject for subject, _ in groupby(STEPS, key=attrgetter("subject"))]
    assert told[0] == ""
    assert len(told) == len(set(told))


def test_what_moves_the_file_on_is_not_put_under_a_subject() -> None:
    ends = {"withdraw", "drop", "close_request"}
    first = {step.name for step in STEPS if not step.subject}
    assert first & set(REQUEST) >= {"assign", "give_opinion", "validate_technically", "notify"}
    assert not first & ends
