"""Write an age file with a file key, nonce and ephemeral key that are given.

For vectors alone: what keeps a sealed file secret is that these three are random. Installations
seal with `protocol.sealing`. Written from age-encryption.org/v1, with X25519, one block.
"""

from __future__ import annotations

import hmac
from base64 import b64encode
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FILE_KEY: Final = bytes([21]) * 16
NONCE: Final = bytes([22]) * 16
EPHEMERAL: Final = bytes([23]) * 32
DECOY: Final = b"-> decoy-grease 1\n" + b64encode(b"nothing").rstrip(b"=") + b"\n"
BLOCK_BYTES: Final = 64 * 1024
_LETTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_LAST: Final = b"\x01"


def seal(data: bytes, *secrets: bytes, before: bytes = b"") -> bytes:
    """Return data sealed for the public keys of these secrets; stanzas may stand before theirs.

    Raises ValueError for more than one block.
    """
    if len(data) > BLOCK_BYTES:
        raise ValueError("a vector has one block")
    header = b"age-encryption.org/v1\n" + before + b"".join(map(_stanza, secrets)) + b"---"
    mac = hmac.digest(_derived(FILE_KEY, b"", b"header"), header, "sha256")
    payload = ChaCha20Poly1305(_derived(FILE_KEY, NONCE, b"payload"))
    sealed = payload.encrypt(bytes(11) + _LAST, data, None)
    return header + b" " + _base64(mac) + b"\n" + NONCE + sealed


def secret_text(secret: bytes) -> str:
    """Return a secret as `age-keygen` writes it."""
    return _bech32("age-secret-key-", secret).upper()


def _stanza(secret: bytes) -> bytes:
    recipient = X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
    ephemeral = X25519PrivateKey.from_private_bytes(EPHEMERAL)
    share = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient))
    wrapping = _derived(shared, share + recipient, b"age-encryption.org/v1/X25519")
    wrapped = ChaCha20Poly1305(wrapping).encrypt(bytes(12), FILE_KEY, None)
    return b"-> X25519 " + _base64(share) + b"\n" + _base64(wrapped) + b"\n"


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(key)


def _base64(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")


def _bech32(prefix: str, data: bytes) -> str:
    """Return data in Bech32 (BIP 173), as age writes keys."""
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    values = [int(bits[at : at + 5], 2) for at in range(0, len(bits), 5)]
    spread = [ord(sign) >> 5 for sign in prefix] + [0] + [ord(sign) & 31 for sign in prefix]
    check = _checksum([*spread, *values, *[0] * 6]) ^ 1
    values += [check >> 5 * (5 - place) & 31 for place in range(6)]
    return f"{prefix}1" + "".join(_LETTERS[value] for value in values)


def _checksum(values: list[int]) -> int:
    sum_ = 1
    for value in values:
        top = sum_ >> 25
        sum_ = (sum_ & 0x1FFFFFF) << 5 ^ value
        for place, word in enumerate(
            (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
        ):
            sum_ ^= word if top >> place & 1 else 0
    return sum_
