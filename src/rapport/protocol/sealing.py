"""Sealing: a file in the age format that only the holders of named keys can open.

X25519 alone, by the published format (age-encryption.org/v1): the `age` command opens what is
sealed here, and the reverse. Sealing says nothing about who sealed: what is inside is signed.
Format: docs/reference/protocol/sealing.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from pyrage import (
    DecryptError,
    EncryptError,
    IdentityError,
    RecipientError,
    decrypt,
    decrypt_io,
    encrypt,
    encrypt_io,
)
from pyrage.x25519 import Identity, Recipient

from rapport.foundation.errors import Refusal
from rapport.protocol.errors import NotSealed, SealDamaged, SealedForAnother, TooLarge
from rapport.protocol.limits import LARGEST_BYTES

Answer = TypeVar("Answer")


class Source(Protocol):
    """Where bytes come from."""

    def read(self, size: int = -1, /) -> bytes:
        """Return as many bytes, fewer or none at the end."""


class Sink(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> int:
        """Take bytes, and return how many."""


FIRST_LINE: Final = b"age-encryption.org/v1\n"
LARGEST_HEADER: Final = 16 * 1024
LARGEST_SEALED: Final = LARGEST_BYTES + LARGEST_HEADER + 64 * 1024
"""The largest package, its header, and 16 bytes for each of its blocks of 64 KiB."""

MOST_RECIPIENTS: Final = 20
_STANZA: Final = b"-> "
_END: Final = b"\n--- "
_OURS: Final = b"-> X25519 "
_PASSPHRASE: Final = b"-> scrypt "


@dataclass(frozen=True, slots=True)
class SealingKey:
    """A public key to seal for; its text begins with age1."""

    _key: Recipient

    @classmethod
    def from_text(cls, text: str) -> SealingKey:
        """Read a key's text. Raises ValueError for anything else."""
        try:
            return cls(Recipient.from_str(text))
        except RecipientError as trouble:
            raise ValueError("a sealing key reads age1…") from trouble

    def to_text(self) -> str:
        """Return the key's text."""
        return str(self._key)

    def unwrapped(self) -> Recipient:
        """Return the key as the library wants it."""
        return self._key


@dataclass(frozen=True, slots=True)
class OpeningKey:
    """A private key that opens what was sealed for it; its text is a secret."""

    _key: Identity

    @classmethod
    def generate(cls) -> OpeningKey:
        """Make a new key."""
        return cls(Identity.generate())

    @classmethod
    def from_text(cls, text: str) -> OpeningKey:
        """Read a key's text. Raises ValueError for anything else."""
        try:
            return cls(Identity.from_str(text))
        except IdentityError as trouble:
            raise ValueError("an opening key reads AGE-SECRET-KEY-1…") from trouble

    @classmethod
    def of_file(cls, text: str) -> list[OpeningKey]:
        """Read a key file of age's: a key a line, remarks after a #. Raises ValueError."""
        lines = (line.strip() for line in text.splitlines())
        return [cls.from_text(line) for line in lines if line and line[0] != "#"]

    def to_text(self) -> str:
        """Return the key's text. It is a secret."""
        return str(self._key)

    def sealing_key(self) -> SealingKey:
        """Return the public key to which this one belongs."""
        return SealingKey(self._key.to_public())

    def unwrapped(self) -> Identity:
        """Return the key as the library wants it."""
        return self._key

    def __repr__(self) -> str:
        return "OpeningKey(…)"


def is_sealed(data: bytes) -> bool:
    """Whether bytes begin as sealed files do."""
    return data.startswith(FIRST_LINE)


def seal(data: bytes, recipients: Sequence[SealingKey]) -> bytes:
    """Return data as a file that each recipient can open; other bytes each time.

    Raises ValueError without recipients: nothing is ever sealed for nobody.
    """
    if not recipients:
        raise ValueError("nothing is sealed without a key to seal it for")
    sealed: bytes = encrypt(data, [key.unwrapped() for key in recipients])
    return sealed


def open_sealed(data: bytes, keys: Sequence[OpeningKey]) -> bytes:
    """Return what was sealed for one of these keys.

    Looks at size and header before it computes anything. Raises NotSealed, TooLarge,
    SealedForAnother, SealDamaged.
    """
    if len(data) > LARGEST_SEALED:
        raise TooLarge(reason=f"it has {len(data)} bytes, at most {LARGEST_SEALED} are taken")
    if not is_sealed(data):
        raise NotSealed
    _check_header(data)
    try:
        opened: bytes = decrypt(data, [key.unwrapped() for key in keys])
    except DecryptError as trouble:
        raise _refusal(trouble) from trouble
    return opened


def seal_stream(source: Source, target: Sink, recipients: Sequence[SealingKey]) -> None:
    """Seal what a source gives, of any size, into a target, a few kilobytes at a time.

    Raises ValueError without recipients, and whatever source and target raise.
    """
    if not recipients:
        raise ValueError("nothing is sealed without a key to seal it for")
    ends = _Ends(source, target)
    try:
        encrypt_io(ends, ends, [key.unwrapped() for key in recipients])
    except (EncryptError, OSError):
        ends.raise_theirs()
        raise
    ends.raise_theirs()


def open_stream(source: Source, target: Sink, keys: Sequence[OpeningKey]) -> None:
    """Write what was sealed for one of these keys into a target, a few kilobytes at a time.

    For files of our own making: no limit of size. The target may have got a beginning of it
    when this raises SealedForAnother, SealDamaged, or what source and target raise.
    """
    ends = _Ends(source, target)
    try:
        decrypt_io(ends, ends, [key.unwrapped() for key in keys])
    except DecryptError as trouble:
        ends.raise_theirs()
        raise _refusal(trouble) from trouble
    except OSError as trouble:  # a block that is not as it was sealed
        ends.raise_theirs()
        raise SealDamaged from trouble
    ends.raise_theirs()


class _Ends:
    """Source and target, and what went wrong with them.

    The library turns their errors into others, and passes over those of the last write. It
    flushes nothing: who gives a target does.
    """

    def __init__(self, source: Source, target: Sink) -> None:
        self._source, self._target = source, target
        self._trouble: BaseException | None = None

    def read(self, size: int = -1, /) -> bytes:
        """Read from the source."""
        return self._told(lambda: self._source.read(size))

    def write(self, data: bytes, /) -> int:
        """Write to the target."""
        return self._told(lambda: self._target.write(data))

    def raise_theirs(self) -> None:
        """Raise what source or target raised first, if anything."""
        if self._trouble:
            raise self._trouble

    def _told(self, do: Callable[[], Answer]) -> Answer:
        try:
            return do()
        except BaseException as trouble:  # whoever is interrupted is not told of damage
            self._trouble = self._trouble or trouble
            raise


def _refusal(trouble: DecryptError) -> Refusal:
    return SealedForAnother() if "No matching keys" in str(trouble) else SealDamaged()


def _check_header(data: bytes) -> None:
    """Refuse headers that would make opening slow, or that this format does not have."""
    end = data.find(_END, 0, LARGEST_HEADER)
    if end < 0:
        raise SealDamaged
    stanzas = [line + b" " for line in data[:end].split(b"\n") if line.startswith(_STANZA)]
    ours = [line for line in stanzas if line.startswith(_OURS)]
    if any(line.startswith(_PASSPHRASE) for line in stanzas) or not ours:
        raise SealedForAnother
    if len(ours) > MOST_RECIPIENTS:
        raise TooLarge(reason=f"it is sealed for more than {MOST_RECIPIENTS} keys")
