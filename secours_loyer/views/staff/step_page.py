"""A page about one row and the steps that this person may take on it now.

Each step is one small form calling one action; a refusal comes back in its form, as typed. What is
offered is read from the state tables and the rules, so a page never shows a button that refuses
for lack of a role.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from allauth.account.internal.flows.reauthentication import (
    raise_if_reauthentication_required,
)
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from actors import rules
from actors.models import User
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import Rule
from reims_solidarite.kit.transitions import Refused, Transition, refusal
from secours_loyer.forms.steps.base import StepForm

HIDDEN = (
    "« {} » n’est pas possible ici en ce moment : quelqu’un a peut-être déjà agi. La page dit où "
    "en est le dossier."
)
Run = Callable[[Any, Mapping[str, Any], User, datetime], Any]


@dataclass(frozen=True)
class Step:
    """One thing to do. `fresh`: the person proves again that it is them (money leaves).

    `repeats`: done again it does nothing more, so that a second click is answered like the first.
    `done`: what is told then; a function, when it depends on what the action gave back.
    `subject`: the title under which it is offered with others; none for what comes first.
    """

    name: str
    label: str
    rule: Rule
    run: Run
    done: str | Callable[[Any], str]
    shown: Callable[[Any, User], bool]
    form: type[StepForm] = StepForm
    tone: str = "primary"
    question: str = ""
    fresh: bool = False
    repeats: bool = False
    subject: str = ""


def step_of(
    table: Mapping[str, Transition],
    name: str,
    run: Run,
    done: str | Callable[[Any], str],
    *,
    unless: Callable[[Any, User], bool] = lambda _row, _user: False,
    **more: Any,
) -> Step:
    """The step that takes a transition: label, rule and states come from the table."""
    row = table[name]
    rule = more.pop("rule", rules.BY_NAME[row.who])

    def shown(target: Any, user: User) -> bool:
        return refusal(row, target.state, target) is None and not unless(target, user)

    return Step(name, more.pop("label", row.label), rule, run, done, shown, **more)


class StepPage(View):
    """`find`, `context_of`, `address_of`, a template, and the steps."""

    request: SignedInRequest
    rule: ClassVar[Rule] = rules.AID_READER
    steps: ClassVar[Sequence[Step]] = ()
    template: ClassVar[str]

    def find(self, user: User, **key: Any) -> Any:
        """The row of the address, among those the user may see; Http404 otherwise."""
        raise NotImplementedError

    def context_of(self, target: Any) -> dict[str, Any]:
        """What the template shows."""
        raise NotImplementedError

    def address_of(self, target: Any) -> str:
        """Where the page of the row is."""
        raise NotImplementedError

    def closed_to(self, _target: Any, _user: User) -> str:
        """Why this very person takes no step here, or nothing."""
        return ""

    def why_nothing(self, _target: Any, _user: User) -> str:
        """What this very person already did, told when no step is offered; or nothing."""
        return ""

    def get(self, request: HttpRequest, **key: Any) -> HttpResponse:
        step = key.pop("step", "")
        target = self.find(self.request.user, **key)
        if not step:
            return self.show(target)
        # A refused form leaves its own address in the browser: read again, it is the page's.
        if all(known.name != step for known in self.steps):
            raise Http404
        return redirect(self.address_of(target))

    def post(self, request: HttpRequest, step: str = "", **key: Any) -> HttpResponse:
        target = self.find(self.request.user, **key)
        chosen = next((known for known in self.steps if known.name == step), None)
        if chosen is None:
            raise Http404
        if not chosen.rule.allows(self.request.user):
            raise PermissionDenied
        if chosen.fresh:
            raise_if_reauthentication_required(request, app="secours_loyer")
        form = chosen.form(request.POST, request.FILES, target=target, prefix=chosen.name)
        if not (chosen.repeats or chosen.shown(target, self.request.user)):
            # What was typed stays to be read; nothing is run that the page does not offer.
            form.add_error(None, HIDDEN.format(chosen.label))
        elif form.is_valid():
            try:
                if reason := self.closed_to(target, self.request.user):
                    raise Refused(reason)
                result = chosen.run(target, form.cleaned_data, self.request.user, now())
            except Refused as refusal:
                field = refusal.field if refusal.field in form.fields else None
                form.add_error(field, refusal.message)
            else:
                done = chosen.done
                messages.success(request, done if isinstance(done, str) else done(result))
                return redirect(self.after(chosen, target, result))
        # Actions work on a row they lock themselves: this one still is as it was read.
        return self.show(target, chosen, form, status=422)

    def after(self, step: Step, target: Any, result: Any) -> str:
        """Where to go once the step is done."""
        return self.address_of(result if isinstance(result, type(target)) else target)

    def show(
        self,
        target: models.Model,
        tried: Step | None = None,
        bound: StepForm | None = None,
        *,
        status: int = 200,
    ) -> HttpResponse:
        user, address = self.request.user, self.address_of(target)
        closed = self.closed_to(target, user)
        offered = [
            {
                "step": step,
                "url": f"{address}{step.name}/",
                "form": bound if step is tried else step.form(target=target, prefix=step.name),
                "open": step is tried,
            }
            for step in self.steps
            if step is tried or (not closed and step.rule.allows(user) and step.shown(target, user))
        ]
        return render(
            self.request,
            self.template,
            {
                **self.context_of(target),
                "offered": offered,
                "target": target,
                "closed": closed or ("" if offered else self.why_nothing(target, user)),
                "refused": tried is not None,
            },
            status=status,
        )
