"""From a solution to the JSON output: same solution, same bytes (but for the last line)."""

from __future__ import annotations

import json
from typing import Any

from epicerie.rota.checker.measures import missing_contributions
from epicerie.rota.checker.rules import WORDS
from epicerie.rota.explain.shortages import Shortage, explain
from epicerie.rota.problem import Problem
from epicerie.rota.solve import Solution


def as_document(problem: Problem, solution: Solution, seconds: float) -> dict[str, Any]:
    """`seconds`: processor time, the only value that may differ between two equal runs."""
    missing = missing_contributions(problem, solution.assignments)
    return {
        "status": solution.status,
        "levels": [
            {
                "name": level.name,
                "value": level.value,
                "bound": level.bound,
                "gap": level.value - level.bound,
                "status": level.status,
            }
            for level in solution.levels
        ],
        "targets": solution.targets,
        "assignments": [[a.volunteer, a.opening, a.post] for a in solution.assignments],
        "shortages": [_shortage(item) for item in explain(problem, solution.assignments)],
        "contributions": [
            {"association": a.id, "promised": a.min_total, "missing": missing[a.id]}
            for a in problem.associations
        ],
        "seed": solution.seed,
        "work": solution.work,
        "seconds": round(seconds, 2),
    }


def as_text(document: dict[str, Any]) -> str:
    """JSON with one item of a list on each line: two rotas compare well."""
    lines = []
    for name, value in document.items():
        if isinstance(value, list) and value:
            items = ",\n".join(f"  {_compact(item)}" for item in value)
            lines.append(f"{_compact(name)}: [\n{items}\n ]")
        else:
            lines.append(f"{_compact(name)}: {_compact(value)}")
    return "{\n " + ",\n ".join(lines) + "\n}\n"


def _shortage(item: Shortage) -> dict[str, Any]:
    what: dict[str, Any] = {"opening": item.opening}
    if item.post is not None:
        what["post"] = item.post
    else:
        what |= {"skill": item.skill, "on_post": item.on_post}
    remedy = item.smallest_change
    return what | {
        "missing": item.missing,
        "reasons": [
            {
                "volunteer": reason.volunteer,
                "why": reason.why,
                "rules": list(reason.rules),
                "words": WORDS[reason.why],
            }
            for reason in item.reasons
        ],
        "smallest_change": None
        if remedy is None
        else {
            "kind": remedy.kind,
            "volunteer": remedy.volunteer,
            "post": remedy.post,
            "skills": list(remedy.skills),
            "words": remedy.words,
        },
    }


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
