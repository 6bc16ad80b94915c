"""Addresses and words of the coordinator’s pages, for their tests."""

from __future__ import annotations

from django.urls import reverse


def url(name: str, *args: object) -> str:
    return reverse(f"epicerie:{name}", args=args)


def text(answer) -> str:
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")
