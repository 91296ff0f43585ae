"""Who a message comes from, as far as that can be known: pure. Nothing here is a verdict."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

PASSED: Final = "pass"
LEAST_LETTERS: Final = 4
"""A shorter name is like many others; only equal ones are told."""

SECOND_LEVEL: Final = frozenset(
    {"ac", "co", "com", "edu", "go", "gob", "gouv", "gov", "govt", "mil", "ne", "net", "nom"}
    | {"or", "org"}
)
"""Labels under which countries give names away: the name stands before them."""

_SEEM: Final = str.maketrans(
    {
        sign: letter
        for letter, signs in {
            "o": "0\u043e\u03bf", "l": "1!|\u0456\u04cf\u0131\u0142\u0269\u01c0\u03b9",
            "e": "3\u0435\u0454\u03b5\u025b", "a": "4\u0430\u03b1", "s": "5$\u0455",
            "t": "7\u0442\u03c4", "b": "8\u0432\u044c\u03b2", "c": "\u0441\u03f2",
            "p": "\u0440\u03c1", "x": "\u0445\u03c7", "y": "\u0443\u04af\u03b3",
            "q": "\u051b", "w": "\u051d\u03c9\u0448", "k": "\u043a\u03ba\u1d0b",
            "m": "\u043c", "h": "\u043d\u04bb", "g": "\u0261", "d": "\u0501", "j": "\u0458",
            "n": "\u0578\u043f", "u": "\u03c5\u057d", "v": "\u03bd",
        }.items()
        for sign in signs
    }
)  # fmt: skip
"""Signs that are taken for others; i and l are one too."""


class Signed(StrEnum):
    """What a DKIM signature says of the message."""

    PASS = "pass"  # noqa: S105  a verdict
    FAIL = "fail"
    PARTLY = "partly"
    UNKNOWN = "unknown"


class Likeness(StrEnum):
    """In what a domain is like that of somebody else."""

    SPELT = "spelt"
    ENDING = "ending"
    INSIDE = "inside"
    FOREIGN = "foreign"


class Trust(StrEnum):
    """How far a report on a delivery can be trusted."""

    OWN_SERVER = "own_server"
    COMPANY = "company"
    EXCHANGER = "exchanger"
    OTHER = "other"
    NOBODY = "nobody"


class Result(StrEnum):
    """What our own server found by one method (RFC 8601, 2.7)."""

    PASS = "pass"  # noqa: S105  a verdict
    FAIL = "fail"
    SOFTFAIL = "softfail"
    NEUTRAL = "neutral"
    NONE = "none"
    POLICY = "policy"
    TEMPERROR = "temperror"
    PERMERROR = "permerror"


@dataclass(frozen=True, slots=True)
class Finding:
    """What our own server found: the method, its result, and about which domain."""

    method: str
    result: Result
    domain: str


def domain_of(address: str) -> str:
    """Return what stands behind the @ of an address, in small letters, or an empty text."""
    _, at, domain = address.lower().rpartition("@")
    return domain.strip().rstrip(".") if at else ""


def same_domain(sender: str, written_to: str) -> bool:
    """Whether an answer comes from the domain that was written to, or from one under it."""
    return _is_under(domain_of(sender), domain_of(written_to))


def _is_under(domain: str, other: str) -> bool:
    return bool(domain and other) and (domain == other or domain.endswith(f".{other}"))


def signed_by(signatures: Collection[Mapping[str, str]], sender: str) -> str:
    """Return the domain whose signature holds and is the sender's own, or an empty text."""
    for one in signatures:
        if one["verdict"] == Signed.PASS and same_domain(sender, f"@{one['domain']}"):
            return one["domain"]
    return ""


# What our own server found


def trusted_results(lines: Collection[str], server: str) -> str:
    """Return what our own server found of a sender (RFC 8601): the topmost line in its name.

    A line in another's name, or below it, may have been written by the sender.
    """
    for line in lines:
        name = line.split(";", 1)[0].split()
        if server and name and name[0].lower() == server.lower():
            return line.strip()
    return ""


_METHOD: Final = re.compile(r"\s*(spf|dkim|dmarc)\s*(?:/\s*1\s*)?=\s*([a-z]+)", re.IGNORECASE)
_ABOUT: Final = re.compile(
    r"\b(?:header\.d|header\.i|header\.from|smtp\.mailfrom|smtp\.helo)\s*=\s*([^\s;]+)",
    re.IGNORECASE,
)


def findings(results: str) -> list[Finding]:
    """Return what a line of our own server says of SPF, DKIM and DMARC, in its order."""
    found = []
    for piece in _without_quotes(results).split(";")[1:]:
        method = _METHOD.match(piece)
        if method is None or method[2].lower() not in set(Result):
            continue
        about = _ABOUT.search(piece)
        domain = about[1].lower().rpartition("@")[2] if about else ""
        found.append(Finding(method[1].upper(), Result(method[2].lower()), domain[:253]))
    return found


def _without_quotes(line: str) -> str:
    """Take comments and quoted words out of a header line: a stranger wrote what is in them."""
    kept, depth, quoted, escaped = [], 0, False, False
    for sign in line:
        if escaped:
            escaped = False
        elif sign == "\\":
            escaped = True
        elif quoted or (sign == '"' and not depth):
            quoted = not (quoted and sign == '"')
        elif sign in "()":
            depth = max(0, depth + (1 if sign == "(" else -1))
        elif not depth:
            kept.append(sign)
    return "".join(kept)


def checked_domains(results: str, signatures: Collection[Mapping[str, str]]) -> list[str]:
    """Return the domains of which it was proven that their servers sent a message."""
    ours = [one["domain"] for one in signatures if one["verdict"] == Signed.PASS]
    theirs = [one.domain for one in findings(results) if one.result is Result.PASS]
    return [one for one in dict.fromkeys([*ours, *theirs]) if "." in one]


def is_from_own_server(received: Sequence[str], server: str) -> bool:
    """Whether our own server made a message itself: its topmost trace names no other sender.

    Each server that hands a message on writes its trace on top (RFC 5321, 4.4), so nobody
    outside can write above ours. The last step, into the mailbox, is passed over.
    """
    for line in received:
        if _is_last_step(line):
            continue
        words = line.split()
        return bool(server) and words[:1] == ["by"] and words[1:2] == [server.lower()]
    return False


def _is_last_step(line: str) -> bool:
    """Whether a trace is of the step into the mailbox.

    Who says hello may name himself at will, as all of such a line: then the trace of the
    server that he said it to stands behind it.
    """
    return line.count(" by ") == 1 and " with lmtp" in line and line.startswith("from ")


def trust_in_report(
    *, is_own: bool, checked: Sequence[str], sent_to: str, exchangers: Collection[str]
) -> tuple[Trust, str]:
    """Say how far a report on a message can be trusted, and the domain that speaks for it.

    Checked are the domains that are proven to have sent it; exchangers are the servers that
    take in mail for the address to which the message went.
    """
    if is_own:
        return Trust.OWN_SERVER, ""
    company = registered(domain_of(sent_to))
    for one in checked:
        if company and registered(one) == company:
            return Trust.COMPANY, one
    for one in checked:
        if any(_is_under(host.lower().rstrip("."), one) for host in exchangers):
            return Trust.EXCHANGER, one
    return (Trust.OTHER, checked[0]) if checked else (Trust.NOBODY, "")


# Domains that look alike


def registered(domain: str) -> tuple[str, str] | None:
    """Return the name that somebody registered, and the ending under which it stands."""
    labels = domain.split(".")
    if len(labels) < 2 or not all(labels):
        return None
    country = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL
    ending = 2 if country else 1
    return labels[-ending - 1], ".".join(labels[-ending:])


def likeness(sender: str, written_to: str) -> Likeness | None:
    """Say in what the sender's domain is like that of the company, and not the same.

    A caution, never a verdict: a company may have such a domain. None for the company's own
    domain, and for one that is nothing like it.
    """
    domain = domain_of(sender)
    theirs, ours = registered(domain), registered(domain_of(written_to))
    if theirs is None or ours is None or theirs == ours:
        return None
    if f".{domain_of(written_to)}." in f".{domain}.":
        return Likeness.INSIDE
    if theirs[0] == ours[0]:
        return Likeness.ENDING
    if _seems(theirs[0], ours[0]):
        return Likeness.SPELT
    name = _seen(ours[0])
    if len(name) >= LEAST_LETTERS and any(name in _seen(one) for one in domain.split(".")[:-1]):
        return Likeness.INSIDE
    is_foreign = _is_foreign(domain) and not _is_foreign(domain_of(written_to))
    return Likeness.FOREIGN if is_foreign else None


def other_address_in(name: str, sender: str) -> str:
    """Return an e-mail address that stands in a sender's name and is another, or nothing."""
    for word in re.findall(r"[^\s<>\"'()\[\],;:]+@[^\s<>\"'()\[\],;:]+", name):
        if word.lower() != sender.lower():
            return str(word)
    return ""


def _seems(theirs: str, ours: str) -> bool:
    one, other = _seen(theirs), _seen(ours)
    if one == other:
        return True
    return len(other) >= LEAST_LETTERS and _is_one_off(one, other)


def _seen(label: str) -> str:
    """Return a label as a hasty reader takes it in."""
    text = unicodedata.normalize("NFKD", _read(label)).lower()
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    text = text.translate(_SEEM).replace("-", "").replace("i", "l")
    return text.replace("rn", "m").replace("vv", "w")


def _read(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return label


def _is_foreign(domain: str) -> bool:
    return not domain.isascii() or any(one.startswith("xn--") for one in domain.split("."))


def _is_one_off(one: str, other: str) -> bool:
    """Whether one letter was put in, left out, changed, or changed places with the next."""
    return one in set(_one_off(other)) if abs(len(one) - len(other)) <= 1 else False


def _one_off(word: str) -> Iterator[str]:
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield from (head + letter + tail for letter in letters)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in letters)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
