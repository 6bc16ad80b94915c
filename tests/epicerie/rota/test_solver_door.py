"""The solver's library stays behind its door, and what it answers is not believed blindly."""

import subprocess
import sys

import pytest

from epicerie.rota.levels import ContradictionError, Descent
from epicerie.rota.model.linear import Expression
from epicerie.rota.model.places import lay_out
from epicerie.rota.solver.budget import Budget
from epicerie.rota.solver.highs import Solver
from tests.epicerie.rota.small import opening, person, problem

IMPORTS = (
    "import sys, epicerie.rota.solve, epicerie.rota.exchange.read, epicerie.rota.exchange.write; "
    "print(sorted({'highspy', 'numpy', 'django'} & set(sys.modules)))"
)


def test_nothing_imports_the_library_before_it_solves():
    """It costs memory and time in every web process otherwise."""
    run = subprocess.run(
        [sys.executable, "-c", IMPORTS], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_a_bound_above_what_was_reached_is_an_error():
    """Never hidden by taking the smaller of the two."""
    places = lay_out(problem([person("v")], [opening("one", 0)]))
    descent = Descent(places, Solver(places.model, Budget()), {})
    with pytest.raises(ContradictionError):
        descent.reach("fill", Expression(), least=1)


def test_the_model_knows_a_solution_from_what_is_none():
    places = lay_out(problem([person("v", max_week=1)], [opening("one", 0), opening("two", 1)]))
    model = places.model
    first, second = (column for posts in places.holds.values() for column in posts.values())
    assert model.holds(model.complete({first: 1.0}))
    assert not model.holds(model.complete({first: 1.0, second: 1.0}))
    assert not model.holds(model.complete({first: 2.0}))
