"""`manage.py rota_solve`: a file in, a file out, errors in French."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from epicerie.rota.exchange.problem import as_input
from tests.epicerie.rota.small import opening, person, problem

DAYS = [opening("one", 0, places=2), opening("two", 2, places=2)]
KEYS = [
    *("status", "levels", "targets", "assignments", "shortages", "contributions"),
    *("seed", "work", "seconds"),
]


@pytest.fixture
def question(tmp_path):
    path = tmp_path / "in.json"
    path.write_text(json.dumps(as_input(problem([person("v"), person("w")], DAYS))))
    return path


def run(*arguments):
    told = StringIO()
    call_command("rota_solve", *map(str, arguments), stderr=told)
    return told.getvalue()


def test_the_answer_has_everything_that_is_documented(question, tmp_path):
    out = tmp_path / "out.json"
    told = run(question, "--output", out, "--seed", "7", "--time-limit", "5")
    answer = json.loads(out.read_text())
    assert list(answer) == KEYS
    assert answer["status"] == "optimal"
    assert answer["seed"] == 7
    assert len(answer["assignments"]) == 4
    assert answer["targets"] == {"v": 4, "w": 4}
    assert [level["name"] for level in answer["levels"]] == [
        *("skill", "fill", "contrib", "worst", "changes"),
        *("maxdev", "sumsq", "pref", "assoc", "novice"),
    ]
    assert "fill : 0" in told


def test_the_same_seed_writes_the_same_file_but_for_the_seconds(question, tmp_path):
    outs = [tmp_path / "1.json", tmp_path / "2.json"]
    for out in outs:
        run(question, "--output", out, "--seed", "7")
    first, second = (out.read_text().splitlines() for out in outs)
    different = [a for a, b in zip(first, second, strict=True) if a != b]
    assert all(line.startswith(' "seconds"') for line in different)


def test_a_published_file_is_repaired(question, tmp_path):
    out, mended = tmp_path / "out.json", tmp_path / "mended.json"
    run(question, "--output", out)
    data = json.loads(question.read_text())
    data["availability"].remove(["v", "one", 0])
    question.write_text(json.dumps(data))
    run(question, "--output", mended, "--published", out)
    before, after = (json.loads(path.read_text()) for path in (out, mended))
    assert {"name": "changes", "value": 1, "bound": 1, "gap": 0, "status": "optimal"} in after[
        "levels"
    ]
    (lost,) = [place for place in before["assignments"] if place not in after["assignments"]]
    assert lost == ["v", "one", "a"]
    (shortage,) = after["shortages"]
    assert (shortage["opening"], shortage["post"], shortage["missing"]) == ("one", "a", 1)
    assert shortage["smallest_change"]["kind"] == "absent"
    assert shortage["smallest_change"]["words"] == (
        "Il suffirait que « v » se rende disponible le 01/03/2027."
    )


def test_errors_are_told_and_nothing_is_written(question, tmp_path):
    out = tmp_path / "out.json"
    with pytest.raises(CommandError, match="Impossible de lire"):
        run(tmp_path / "none.json", "--output", out)
    (tmp_path / "bad.json").write_text("{")
    with pytest.raises(CommandError, match="n’est pas un fichier JSON"):
        run(tmp_path / "bad.json", "--output", out)
    (tmp_path / "wrong.json").write_text("[]")
    with pytest.raises(CommandError, match="un objet est attendu"):
        run(tmp_path / "wrong.json", "--output", out)
    with pytest.raises(CommandError, match="Impossible d’écrire"):
        run(question, "--output", tmp_path)
    with pytest.raises(CommandError, match="--seed"):
        run(question, "--output", out, "--seed", "-1")
    with pytest.raises(CommandError, match="--time-limit"):
        run(question, "--output", out, "--time-limit", "-1")
    assert not out.exists()
