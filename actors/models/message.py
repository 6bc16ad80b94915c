"""E-mails of the portal: written with the act that causes them, delivered after it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class Message(models.Model):
    """One e-mail, as sent. `dedupe_key` holds one message per person and event, for ever."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("recipient", "address"),
        "content": ("subject", "text", "html"),
        "technical": (
            "id",
            "kind",
            "dedupe_key",
            "created_at",
            "sent_at",
            "withdrawn_at",
            "attempts",
            "last_error",
            "sealed",
        ),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("sorte", max_length=60)
    recipient = models.ForeignKey(
        "actors.User",
        on_delete=models.PROTECT,
        null=True,
        related_name="messages",
        verbose_name="destinataire",
    )
    address = models.EmailField("adresse")
    subject = models.CharField("objet", max_length=200)
    text = models.TextField("texte")
    html = models.TextField("version HTML", blank=True)
    dedupe_key = models.CharField(
        max_length=120,
        unique=True,
        error_messages={"unique": "Ce message a déjà été envoyé."},
    )
    # The secret of a personal link, encrypted, only until the message has left (see `actors.jobs`).
    sealed = models.TextField(blank=True, editable=False)
    created_at = models.DateTimeField("écrit le")
    sent_at = models.DateTimeField("envoyé le", null=True)
    # What it announces was no longer true when it was about to leave (see `actors.emails.kinds`).
    withdrawn_at = models.DateTimeField("retenu le", null=True)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    last_error = models.CharField("dernière erreur", max_length=200, blank=True)

    class Meta:
        verbose_name = "message"
        verbose_name_plural = "messages envoyés"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="message_sent_or_withdrawn",
                condition=models.Q(sent_at=None) | models.Q(withdrawn_at=None),
                violation_error_message="Un message parti ne peut plus être retenu.",
            ),
        ]
        indexes = [models.Index(fields=["-created_at", "id"], name="message_created")]

    def __str__(self) -> str:
        return self.subject
