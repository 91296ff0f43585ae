"""Examples of what two installations say about their rows of packages."""

from __future__ import annotations

from rapport.protocol.kinds import Collection, ResendAnswer, ResendRequest, Span

EXAMPLES = (
    Collection(after=3),
    ResendRequest(since=12, skipped=Span(first=8, last=4_077_000_000)),
    ResendAnswer(void=[Span(first=13, last=13)], kept=[Span(first=8, last=9)]),
)
