"""What two installations say about their rows of packages: fetch, send again, will not come."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from rapport.protocol.kinds.common import Document

Number = Annotated[int, Field(ge=1, le=2**53)]
MOST_SPANS = 10_000


class Span(BaseModel):
    """Numbers of a row, from the first to the last."""

    model_config = ConfigDict(extra="allow", frozen=True)

    first: Number
    last: Number

    @model_validator(mode="after")
    def _is_forward(self) -> Self:
        if self.last < self.first:
            raise ValueError("a span ends where it begins, or later")
        return self


class Collection(Document):
    """Asks for the first package above a number that waits for the sender of this.

    Stands in no row. The answer in the same breath is that package, or nothing.
    """

    KIND = "collection"

    after: Annotated[int, Field(ge=0, le=2**53)] = 0


class ResendRequest(Document):
    """Asks for all packages above a number again, in the same bytes.

    A sender who was restored from a backup names the numbers of their own row that they may
    have used after it, and will not use from now on.
    """

    KIND = "resend_request"

    since: Annotated[int, Field(ge=0, le=2**53)]
    skipped: Span | None = None


class ResendAnswer(Document):
    """Says which of the numbers asked for will not come, and what of the asker's is here.

    The others are sent again by themselves. `kept` are packages that the asker has sent after
    its backup: they are here, and the asker may not know of them.
    """

    KIND = "resend_answer"

    void: Annotated[list[Span], Field(max_length=MOST_SPANS)] = []
    kept: Annotated[list[Span], Field(max_length=MOST_SPANS)] = []
