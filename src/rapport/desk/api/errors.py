"""How the interface for programs says no."""

from __future__ import annotations

from rapport.foundation.errors import Invalid, Refusal, gettext_noop


class TokenReused(Refusal):
    """An idempotency key that came before with something else."""

    code = "api.token_reused"
    text = gettext_noop(
        "This Idempotency-Key was used before for another request. Make a new one for each "
        "thing to be done."
    )


class NotUnderstood(Invalid):
    """A request that is not of the published form."""

    code = "api.not_understood"
    text = gettext_noop(
        "The request is not of the published form. What is wrong stands under errors."
    )


class TooManyRequests(Refusal):
    """A key that asks faster than its share."""

    code = "api.too_many_requests"
    text = gettext_noop("This key has asked too often. Wait a minute, then go on.")
    status = 429
