"""Do a thing once, however often a program asks for it under one token."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction

from rapport.accounts.models import ProgramKey
from rapport.desk.api import rules
from rapport.desk.api.errors import TokenReused
from rapport.desk.api.models import Done
from rapport.foundation.acts import Act

Answer = dict[str, Any]


def once(
    act: Act, key: ProgramKey, *, token: str | None, asked: str, do: Callable[[], Answer]
) -> Answer:
    """Return what `do` answers; under a known token what it answered before, and do nothing.

    `asked` is a digest of the request. A refusal changes nothing and is not remembered. Raises
    TokenReused.
    """
    if token is None:
        return do()
    try:
        with transaction.atomic():
            if (answer := _answered(key, token, asked)) is not None:
                return answer
            answer = do()
            Done.objects.create(
                program_key=key, tag=token, asked=asked, answer=answer, at=act.at
            )
            _forget(act, key)
            return answer
    except IntegrityError:
        # The same request came twice at once, and the other one was first.
        answer = _answered(key, token, asked)
        if answer is None:
            raise
        return answer


def _answered(key: ProgramKey, token: str, asked: str) -> Answer | None:
    row = Done.objects.filter(program_key=key, tag=token).first()
    if row is None:
        return None
    if row.asked != asked:
        raise TokenReused
    answer: Answer = row.answer
    return answer


def _forget(act: Act, key: ProgramKey) -> None:
    Done.objects.filter(program_key=key, at__lt=act.at - rules.REMEMBERED).delete()
