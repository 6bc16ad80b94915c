"""E-mails about the journal of acts."""

from datetime import date

from actors.emails.kinds import declare

JOURNAL_HEAD = declare(
    "actors.journal_head",
    when="Chaque nuit, la tête du journal est envoyée à qui la garde hors du serveur.",
    dummy={
        "day": date(2026, 11, 25),
        "problem": "",
        "line": '{"at":"2026-11-25T02:40:00+00:00","digest":"…","entries":1151,"position":1151}:…',
    },
)
