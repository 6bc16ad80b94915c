"""The fields of a search form, drawn once for each set of words typed into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from django.forms import BaseForm
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

Typed = tuple[tuple[str, tuple[str, ...]], ...]


def typed_in(names: Iterable[str], sent: QueryDict) -> Typed:
    """What was sent for these fields, in a form that can be a key."""
    return tuple((name, tuple(sent.getlist(name))) for name in names if name in sent)


@lru_cache(maxsize=200)
def filter_fields(make: Callable[[QueryDict], Any], typed: Typed) -> SafeString:
    """`make` gives the form (or a filter set) of what was typed.

    Only for forms that show nothing but what was typed and choices written in the code: a list of
    choices read from the database would be kept too.
    """
    sent = QueryDict(mutable=True)
    for name, words in typed:
        sent.setlist(name, list(words))
    made = make(sent)
    form: BaseForm = made if isinstance(made, BaseForm) else made.form
    return render_to_string("components/filter_fields.html", {"form": form})
