"""What is sealed is opened by its key alone, here and by `age`; anything else is refused."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.protocol.making import OPENING, package

from rapport.protocol import sealing
from rapport.protocol.errors import NotSealed, SealDamaged, SealedForAnother, TooLarge
from rapport.protocol.sealing import OpeningKey, SealingKey, open_sealed, seal

OURS = OPENING.sealing_key()


@given(st.binary(max_size=200_000))
@settings(max_examples=30)
def test_what_is_sealed_is_opened(data: bytes) -> None:
    sealed = seal(data, [OURS])

    assert sealing.is_sealed(sealed)
    assert open_sealed(sealed, [OpeningKey.generate(), OPENING]) == data


def test_nothing_of_it_can_be_read_from_outside() -> None:
    body = package()

    sealed = seal(body, [OURS])

    assert b"letter" not in sealed
    assert sealed != seal(body, [OURS])


def test_the_age_command_opens_what_we_seal(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(OPENING.to_text())
    (tmp_path / "sealed").write_bytes(seal(package(), [OURS]))

    opened = age("-d", "-i", tmp_path / "key", tmp_path / "sealed")

    assert opened == package()


@pytest.mark.parametrize("size", [0, 1, 65_536, 65_537, 1_000_000])
def test_we_open_what_the_age_command_seals(tmp_path: Path, size: int) -> None:
    (tmp_path / "plain").write_bytes(b"x" * size)
    stranger = OpeningKey.generate().sealing_key()

    sealed = age("-r", stranger.to_text(), "-r", OURS.to_text(), tmp_path / "plain")

    assert open_sealed(sealed, [OPENING]) == b"x" * size


def test_a_key_of_the_age_command_is_a_key_of_ours(tmp_path: Path) -> None:
    made = subprocess.run(["age-keygen"], capture_output=True, check=True).stdout.decode()
    secret = next(line for line in made.splitlines() if not line.startswith("#"))
    told = next(line for line in made.splitlines() if line.startswith("# public key: "))

    key = OpeningKey.from_text(secret)

    assert key.to_text() == secret
    assert key.sealing_key().to_text() == told.removeprefix("# public key: ")


def test_another_key_opens_nothing() -> None:
    with pytest.raises(SealedForAnother):
        open_sealed(seal(b"x", [OURS]), [OpeningKey.generate()])
    with pytest.raises(SealedForAnother):
        open_sealed(seal(b"x", [OURS]), [])


def test_a_passphrase_is_not_even_tried(tmp_path: Path) -> None:
    header = b"age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\nAAAA\n--- AAAA\n"

    with pytest.raises(SealedForAnother):
        open_sealed(header + b"x" * 100, [OPENING])


@pytest.mark.parametrize("at", [30, 120, 170, 200, -1])
def test_a_changed_byte_is_noticed(at: int) -> None:
    sealed = bytearray(seal(b"a secret of some length", [OURS]))
    sealed[at] ^= 1

    with pytest.raises((SealDamaged, SealedForAnother)):
        open_sealed(bytes(sealed), [OPENING])


@given(st.integers(min_value=22, max_value=100_100))
@settings(max_examples=40)
def test_a_cut_file_is_noticed(length: int) -> None:
    whole = seal(b"x" * 100_000, [OURS])

    with pytest.raises((SealDamaged, SealedForAnother)):
        open_sealed(whole[: min(length, len(whole) - 1)], [OPENING])


@given(st.binary(max_size=300))
@settings(max_examples=100)
def test_rubbish_after_the_first_line_is_refused(rubbish: bytes) -> None:
    with pytest.raises((SealDamaged, SealedForAnother)):
        open_sealed(sealing.FIRST_LINE + rubbish, [OPENING])


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"age-encryption.org/v2\n", package()])
def test_what_is_not_sealed_is_called_so(data: bytes) -> None:
    with pytest.raises(NotSealed):
        open_sealed(data, [OPENING])


def test_limits_come_before_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "decrypt", None)
    many = [OpeningKey.generate().sealing_key() for _ in range(sealing.MOST_RECIPIENTS + 1)]

    with pytest.raises(TooLarge):
        open_sealed(sealing.FIRST_LINE + bytes(sealing.LARGEST_SEALED), [OPENING])
    with pytest.raises(TooLarge):
        open_sealed(seal(b"x", many), [OPENING])


def test_nothing_is_sealed_for_nobody() -> None:
    with pytest.raises(ValueError, match="without a key"):
        seal(b"x", [])


@pytest.mark.parametrize("text", ["", "age1", "AGE-SECRET-KEY-1", "ssh-ed25519 AAAA", "é"])
def test_a_key_that_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="key reads"):
        SealingKey.from_text(text)
    with pytest.raises(ValueError, match="key reads"):
        OpeningKey.from_text(text)


def test_a_secret_is_not_shown_by_mistake() -> None:
    assert "AGE-SECRET" not in repr(OPENING)


def age(*arguments: object) -> bytes:
    """Run Debian's `age`."""
    done = subprocess.run(["age", *map(str, arguments)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


class Interrupted(io.BytesIO):
    """A file at which somebody presses Ctrl-C after some bytes are read or written."""

    def __init__(self, data: bytes, after: int) -> None:
        super().__init__(data)
        self.after = after

    def read(self, size: int | None = -1, /) -> bytes:
        """Return bytes, or be interrupted."""
        if self.tell() >= self.after:
            raise KeyboardInterrupt
        return super().read(size)

    def write(self, data: Any, /) -> int:
        """Take bytes, or be interrupted."""
        if self.tell() + len(bytes(data)) > self.after:
            raise KeyboardInterrupt
        return super().write(data)


@pytest.mark.parametrize("share", [0, 0.5, 0.99])
def test_who_is_interrupted_is_not_told_of_damage(share: float) -> None:
    data, sealed = bytes(300_000), io.BytesIO()
    recipients = [OPENING.sealing_key()]
    sealing.seal_stream(io.BytesIO(data), sealed, recipients)
    after, sealed_after = int(len(data) * share), int(len(sealed.getvalue()) * share)

    with pytest.raises(KeyboardInterrupt):
        sealing.seal_stream(Interrupted(data, after), io.BytesIO(), recipients)
    with pytest.raises(KeyboardInterrupt):
        sealing.seal_stream(io.BytesIO(data), Interrupted(b"", sealed_after), recipients)
    source = Interrupted(sealed.getvalue(), sealed_after)
    with pytest.raises(KeyboardInterrupt):
        sealing.open_stream(source, io.BytesIO(), [OPENING])
    with pytest.raises(KeyboardInterrupt):
        sealing.open_stream(io.BytesIO(sealed.getvalue()), Interrupted(b"", after), [OPENING])
