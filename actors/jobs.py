"""Background jobs of the shared ground; each may run twice without doing its work twice."""

from __future__ import annotations

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from actors.emails.kinds import is_still_true
from actors.models import Message
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.failpoints import failpoint
from reims_solidarite.kit.secrets import REDACTED, unseal

DELIVERY = "actors.deliver_message"


@app.task(
    name=DELIVERY,
    queue="mail",
    retry=RetryStrategy(max_attempts=6, exponential_wait=30),
)
def deliver_message(message_id: str) -> None:
    """Send one stored message, once; a failure is noted before the queue tries again."""
    try:
        _deliver(message_id)
    except Exception as error:
        # Its own transaction: the failed one is rolled back. The kind of error only, no content.
        Message.objects.filter(pk=message_id, sent_at=None).update(
            attempts=F("attempts") + 1, last_error=type(error).__name__
        )
        raise


def _deliver(message_id: str) -> None:
    """The Message-ID lets a send that was repeated after a crash be recognised."""
    with transaction.atomic():
        message = Message.objects.select_for_update(of=("self",)).get(pk=message_id)
        if message.sent_at is not None or message.withdrawn_at is not None:
            return
        if not is_still_true(message.kind, message.pk):
            message.withdrawn_at, message.sealed = now(), ""
            message.save(update_fields=["withdrawn_at", "sealed"])
            return
        secret = unseal(message.sealed) if message.sealed else REDACTED
        mail = EmailMultiAlternatives(
            subject=message.subject,
            body=message.text.replace(REDACTED, secret),
            to=[message.address],
            headers={"Message-ID": f"<{message.pk}@solidarite.reims.example>"},
        )
        if message.html:
            mail.attach_alternative(message.html.replace(REDACTED, secret), "text/html")
        failpoint("message.leaving")
        mail.send()
        failpoint("message.sent")
        message.sent_at = now()
        message.attempts += 1
        message.sealed = message.last_error = ""
        message.save(update_fields=["sent_at", "attempts", "sealed", "last_error"])


@app.periodic(cron="*/5 * * * *")
@app.task(
    name="actors.resume_stopped_mail", queueing_lock="actors.resume_stopped_mail", pass_context=True
)
async def resume_stopped_mail(context: JobContext, timestamp: int) -> None:
    """A worker that was killed leaves its e-mail « doing » for ever: put it back in the queue."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(queue="mail"):
        await manager.retry_job(job)
