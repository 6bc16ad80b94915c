"""`{% drawn "piece.html" name=value %}`: an `include … only` that is drawn once a process."""

from __future__ import annotations

from collections.abc import Hashable
from typing import cast

from django.template import Context, Library, Node, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.utils.safestring import SafeString

from reims_solidarite.kit.drawings import draw

register = Library()


class DrawnNode(Node):
    """Works the values out; whether the piece exists already is for `draw` to know."""

    def __init__(self, template: str, values: dict[str, FilterExpression]) -> None:
        self.template = template
        self.names = tuple(values)
        self.values = tuple(values.values())

    def render(self, context: Context) -> SafeString:
        values = tuple([value.resolve(context) for value in self.values])
        return draw(self.template, self.names, cast("tuple[Hashable, ...]", values))


@register.tag
def drawn(parser: Parser, token: Token) -> DrawnNode:
    """The name is written out, so that tests and readers find the piece."""
    _, name, *rest = token.split_contents()
    if name[0] not in "\"'" or name[0] != name[-1]:
        raise TemplateSyntaxError("drawn: write the template's name between quotes")
    values = token_kwargs(rest, parser)
    if rest:
        raise TemplateSyntaxError(f"drawn: {rest[0]!r} is not name=value")
    return DrawnNode(name[1:-1], values)
