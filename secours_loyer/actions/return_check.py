"""What came back, read again: the kept bytes of each file against its digest and its lines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from reims_solidarite.kit.transitions import Refused
from secours_loyer.bank_files.read import read_return
from secours_loyer.bank_files.read_line import our_reference
from secours_loyer.models import ReturnFile, ReturnLine

Said = tuple[object, ...]


def return_faults() -> Iterator[str]:
    """One sentence for each file or line at fault: the bytes are those of the digest, no line of
    theirs is missing, and each line says what they say."""
    for file in ReturnFile.objects.order_by("pk").iterator(chunk_size=10):
        content = bytes(file.content)
        if hashlib.sha256(content).hexdigest() != file.sha256:
            yield f"{file.name} : son contenu n’est pas celui de l’empreinte."
            continue
        try:
            written = _written(content)
        except Refused:
            yield f"{file.name} : son contenu ne se lit plus comme un retour."
            continue
        kept = {line.rank: line for line in file.lines.order_by("rank").iterator(chunk_size=2000)}
        if sorted(kept) != sorted(written) or len(kept) != file.line_count:
            yield f"{file.name} : ses lignes ne sont pas toutes là."
        for rank, line in kept.items():
            if rank in written and _kept(line) != written[rank]:
                yield f"{file.name}, ligne {rank} : elle ne dit pas ce que dit le fichier."


def _written(content: bytes) -> dict[int, Said]:
    read = read_return(content)
    return {
        rank: (
            *(read.kind, one.said.value, our_reference(one.reference), one.cents),
            *(one.currency, one.code, one.day),
        )
        for rank, one in enumerate(read.lines, 1)
    }


def _kept(line: ReturnLine) -> Said:
    # A line kept before references were read in any case has its own.
    return (
        *(line.source, line.event, our_reference(line.reference), line.amount_cents),
        *(line.currency, line.code, line.booked_on),
    )
