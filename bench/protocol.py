"""How many packages are built, verified, sealed and opened a second, beside bare primitives.

`.venv/bin/python bench/protocol.py`. The baseline is what nobody could do without, on the same
bytes: one Ed25519 operation and SHA-256; for sealing, the X25519 operations that age asks for
and ChaCha20-Poly1305; and pyrage alone. Both run in turn, in the same minute; compare the
ratio.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import uuid4

import pyrage
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from rapport.protocol import kinds, package, sealing
from rapport.protocol.deadlines import public_from
from rapport.protocol.package import Heading, Part
from rapport.protocol.signing import SigningKey, VerifyKey

ROUNDS = 7
SECONDS = 0.5


def a_letter(questions: int = 8, words: int = 1500) -> kinds.Letter:
    """Return a letter of ordinary length."""
    due_on = date(2026, 5, 1)
    return kinds.Letter.model_validate(
        {
            "letter": uuid4(),
            "type": "AL",
            "reference": "AL OTH 14/2099",
            "language": "en",
            "subject": "A letter of ordinary length",
            "dated_on": date(2026, 3, 2),
            "sent_at": datetime(2026, 3, 2, 11, tzinfo=UTC),
            "reply_period_days": 60,
            "reply_due_on": due_on,
            "public_from": public_from(due_on),
            "signatories": [{"mandate": "demo-open-assembly", "title": "An invented mandate"}]
            * 5,
            "addressee": {"name": "Quillmoor Social", "slug": "demo-quillmoor"},
            "parts": [{"name": "information", "text": "allegedly " * words}],
            "questions": [
                {"number": n, "text": "Please explain. " * 20} for n in range(1, questions + 1)
            ],
        }
    )


def rate(do: Callable[[], object]) -> float:
    """Return how often something is done in a second."""
    began, times = time.perf_counter(), 0
    while time.perf_counter() - began < SECONDS:
        do()
        times += 1
    return times / (time.perf_counter() - began)


def main() -> None:
    """Print the figures for a letter without and with a PDF of 60 kB."""
    key = SigningKey.generate()
    heading = Heading(
        package=uuid4(), sender=uuid4(), recipient=uuid4(), number=1, matter=uuid4(),
        answers=None, made_at=datetime(2026, 3, 2, 11, tzinfo=UTC),
    )  # fmt: skip
    letter = a_letter()
    pdf = Part("letter.pdf", "application/pdf", bytes(range(256)) * 240)
    for name, files in (("letter alone", ()), ("letter with a PDF of 60 kB", (pdf,))):
        body = package.build(heading, letter, files, key)
        signature = key.sign(domain=package.DOMAIN, data=body[:2000])
        verify_key = key.verify_key()

        def bare_verify(
            body: bytes = body, signature: bytes = signature, by: VerifyKey = verify_key
        ) -> None:
            sha256(body).digest()
            by.verifies(signature, domain=package.DOMAIN, data=body[:2000])

        def bare_sign(body: bytes = body) -> None:
            sha256(body).digest()
            key.sign(domain=package.DOMAIN, data=body[:2000])

        def read(body: bytes = body, by: VerifyKey = verify_key) -> None:
            package.read(body, key_of=lambda _: by, me=None)

        def build(files: tuple[Part, ...] = files) -> None:
            package.build(heading, letter, files, key)

        opening = sealing.OpeningKey.generate()
        ours = [opening.sealing_key()]
        sealed = sealing.seal(body, ours)

        def seal(body: bytes = body, to: list[sealing.SealingKey] = ours) -> None:
            sealing.seal(body, to)

        def unseal(sealed: bytes = sealed, by: sealing.OpeningKey = opening) -> None:
            sealing.open_sealed(sealed, [by])

        print(f"{name}: {len(body):,} bytes")
        compare("verified", read, bare_verify)
        compare("built", build, bare_sign)
        compare("sealed", seal, bare_seal(body))
        compare("opened", unseal, bare_open(body))
        compare("sealed, against pyrage alone", seal, age_seal(body))
        compare("opened, against pyrage alone", unseal, age_open(body))


def bare_seal(body: bytes) -> Callable[[], None]:
    """Return what sealing cannot do without: a fresh key, one exchange, one cipher's run."""
    theirs = X25519PrivateKey.generate().public_key()
    cipher = ChaCha20Poly1305(bytes(32))

    def bare() -> None:
        fresh = X25519PrivateKey.generate()
        fresh.public_key()
        fresh.exchange(theirs)
        cipher.encrypt(bytes(12), body, None)

    return bare


def bare_open(body: bytes) -> Callable[[], None]:
    """Return what opening cannot do without: our public key, one exchange, one run."""
    ours = X25519PrivateKey.generate()
    theirs = X25519PrivateKey.generate().public_key()
    cipher = ChaCha20Poly1305(bytes(32))
    data = cipher.encrypt(bytes(12), body, None)

    def bare() -> None:
        ours.public_key()
        ours.exchange(theirs)
        cipher.decrypt(bytes(12), data, None)

    return bare


def age_seal(body: bytes) -> Callable[[], None]:
    """Return the library's own sealing for a key that is there already."""
    theirs = pyrage.x25519.Identity.generate().to_public()

    def bare() -> None:
        pyrage.encrypt(body, [theirs])

    return bare


def age_open(body: bytes) -> Callable[[], None]:
    """Return the library's own opening with a key that is there already."""
    ours = pyrage.x25519.Identity.generate()
    sealed = pyrage.encrypt(body, [ours.to_public()])

    def bare() -> None:
        pyrage.decrypt(sealed, [ours])

    return bare


def compare(what: str, ours: Callable[[], object], bare: Callable[[], object]) -> None:
    """Run both in turn and print the medians and their ratio."""
    pairs = [(rate(ours), rate(bare)) for _ in range(ROUNDS)]
    mine = statistics.median(pair[0] for pair in pairs)
    base = statistics.median(pair[1] for pair in pairs)
    ratio = statistics.median(pair[1] / pair[0] for pair in pairs)
    print(f"  {what}: {mine:,.0f}/s; bare primitives {base:,.0f}/s; ratio 1:{ratio:.1f}")


if __name__ == "__main__":
    main()
