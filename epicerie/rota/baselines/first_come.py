"""First come, first served: each person, in turn, takes all they can until their limits stop them.

What a sign-up page gives: whoever looks first takes the posts they like best.
"""

from __future__ import annotations

from epicerie.rota.baselines.draft import Draft
from epicerie.rota.problem import Assignment, Problem


def first_come(problem: Problem) -> list[Assignment]:
    draft = Draft(problem)
    for v in range(len(problem.volunteers)):
        liked = problem.volunteers[v].posts
        for o in range(len(problem.openings)):
            posts = draft.possible.get((v, o), [])
            for post in sorted(posts, key=lambda post: (liked.get(post, 0), post)):
                if draft.place(v, o, post):
                    break
    return draft.assignments()
