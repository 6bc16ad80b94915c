"""What makes no sense is refused at once, with a French sentence for each error."""

import copy

import pytest

from epicerie.rota.exchange.problem import as_input
from epicerie.rota.exchange.read import read_problem
from epicerie.rota.validation import InvalidProblem
from tests.epicerie.rota.small import opening, person, problem


def sound():
    days = [opening("one", 0), opening("two", 2)]
    return as_input(problem([person("v"), person("w")], days))


def put(*path):
    *steps, name, value = path

    def spoil(data):
        for step in steps:
            data = data[step]
        data[name] = value

    return spoil


PERSON, DAY = ("volunteers", 0), ("openings", 0)
CASES = [
    (put("volunteers", None), "il manque « volunteers »"),
    (put("openings", "x"), "une liste est attendue"),
    (put("volunteers", [3]), "un objet est attendu"),
    (put("availability", [["v"]]), "une liste de 3 valeurs"),
    (put("availability", [["nobody", "one", 0]]), "« nobody », qui n’existe pas"),
    (put("availability", [["v", "never", 0]]), "« never », qui n’existe pas"),
    (put("availability", [["v", "one", 4]]), "la pénalité va de 0 à 3"),
    (put("frozen", ["never"]), "« never », qui n’existe pas"),
    (put("together", [["v", "v"]]), "en paire avec lui-même"),
    (put("apart", [["v", "nobody"]]), "« nobody », qui n’existe pas"),
    (put("prior", {"nobody": []}), "« nobody », qui n’existe pas"),
    (put("prior", {"v": ["yesterday"]}), "une date AAAA-MM-JJ est attendue"),
    (put("rules", {"association_share_percent": 0}), "de 1 à 100 %"),
    (put("rules", {"association_share_percent": 40.5}), "un nombre entier"),
    (put("rules", {"post_skills": []}), "un objet « poste : compétences »"),
    (put("published", [["v", "one"]]), "une liste de 3 valeurs"),
    (put("published", [["v", "one", "a"], ["v", "one", "b"]]), "a deux postes publiés"),
    (put(*PERSON, "id", ""), "un texte non vide"),
    (put(*PERSON, "id", "w"), "Deux bénévoles portent l’identifiant « w »"),
    (put(*PERSON, "posts", {"a": 4}), "va de 0 (volontiers) à 3"),
    (put(*PERSON, "posts", ["a"]), "un objet est attendu"),
    (put(*PERSON, "novice", "non"), "true ou false"),
    (put(*PERSON, "wish_per_4_weeks", -1), "un nombre de 0 à"),
    (put(*PERSON, "wish_per_4_weeks", True), "un nombre de 0 à"),
    (put(*PERSON, "max_week", -1), "un nombre entier de 0 à"),
    (put(*PERSON, "since", "2027-02-30"), "une date AAAA-MM-JJ est attendue"),
    (put(*PERSON, "skills", [{"skill": "s", "until": "soon"}]), "une date AAAA-MM-JJ"),
    (
        put(*PERSON, "skills", [{"skill": "s", "since": "2027-03-02", "until": "2027-03-01"}]),
        "finit avant de commencer",
    ),
    (put(*DAY, "id", "two"), "Deux jours portent l’identifiant « two »"),
    (put(*DAY, "date", "01/03/2027"), "une date AAAA-MM-JJ est attendue"),
    (put(*DAY, "needs", {"a": -1}), "un nombre entier de 0 à"),
    (put(*DAY, "starts", "9h"), "une heure HH:MM est attendue"),
    (put(*DAY, "starts", "09:00"), "donnez l’heure de début et celle de fin"),
    (put(*DAY, "skills", [{"skill": "s", "post": "z", "min": 1}]), "qui n’a pas de place"),
    (put(*DAY, "skills", [{"skill": "s", "min": 1}] * 2), "est demandée deux fois"),
    (put(*DAY, "skills", ["s"]), "un objet « skill, post, min »"),
    (put("associations", [{"id": "x"}, {"id": "x"}]), "Deux associations"),
    (put("associations", [{"id": "x", "min_total": "3"}]), "un nombre entier"),
]


@pytest.mark.parametrize(("spoil", "words"), CASES, ids=[words for _, words in CASES])
def test_each_error_is_told(spoil, words):
    data = sound()
    read_problem(copy.deepcopy(data))
    spoil(data)
    with pytest.raises(InvalidProblem) as refused:
        read_problem(data)
    assert any(words in message for message in refused.value.messages)


def test_hours_end_after_they_start():
    data = sound()
    data["openings"][0] |= {"starts": "12:00", "ends": "09:00"}
    with pytest.raises(InvalidProblem, match="après l’heure de début"):
        read_problem(data)


def test_people_cannot_be_together_and_apart():
    data = sound() | {"together": [["v", "w"]], "apart": [["w", "v"]]}
    with pytest.raises(InvalidProblem, match="à la fois"):
        read_problem(data)


def test_a_departure_follows_an_arrival():
    data = sound()
    data["volunteers"][0] |= {"since": "2027-03-02", "until": "2027-03-01"}
    with pytest.raises(InvalidProblem, match="précède l’arrivée"):
        read_problem(data)


def test_an_unknown_association_is_told_when_associations_are_listed():
    data = sound() | {"associations": [{"id": "x"}]}
    data["volunteers"][0]["association"] = "y"
    with pytest.raises(InvalidProblem, match="« y » d’un bénévole manque"):
        read_problem(data)


def test_who_holds_a_frozen_place_stays_in_the_file():
    data = sound() | {"frozen": ["one"], "published": [["gone", "one", "a"]]}
    with pytest.raises(InvalidProblem, match="jour figé"):
        read_problem(data)


def test_all_errors_come_at_once():
    data = sound()
    data["volunteers"][0]["posts"] = {"a": 9}
    data["openings"][0]["needs"] = {"a": 1}
    data["frozen"] = ["never"]
    with pytest.raises(InvalidProblem, match=r"\(et 1 autre\)") as refused:
        read_problem(data)
    assert len(refused.value.messages) == 2


@pytest.mark.parametrize("data", [None, 3, [], "x"])
def test_what_is_not_an_object_is_refused(data):
    with pytest.raises(InvalidProblem):
        read_problem(data)


def test_an_unknown_name_is_told_and_ignored():
    data = sound()
    data["volunteers"][0]["max_weeks"] = 1
    _, ignored = read_problem(data)
    assert ignored == ["volunteers[0] : « max_weeks » n’est pas connu et sera ignoré."]
