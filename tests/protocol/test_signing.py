"""A signature holds for one key, one purpose and these bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.protocol.making import KEY
from tests.protocol.test_vectors import INSTALLATIONS

from rapport.protocol.signing import SigningKey, VerifyKey


@given(data=st.binary(max_size=200), domain=st.binary(max_size=20))
def test_what_was_signed_verifies(data: bytes, domain: bytes) -> None:
    signature = KEY.sign(domain=domain, data=data)

    assert len(signature) == 64
    assert KEY.verify_key().verifies(signature, domain=domain, data=data)
    assert not KEY.verify_key().verifies(signature, domain=domain + b"x", data=data)
    assert not KEY.verify_key().verifies(signature, domain=domain, data=data + b"x")


def test_another_key_signs_otherwise() -> None:
    signature = SigningKey.generate().sign(domain=b"a", data=b"b")

    assert not KEY.verify_key().verifies(signature, domain=b"a", data=b"b")
    assert not KEY.verify_key().verifies(b"", domain=b"a", data=b"b")


def test_keys_are_kept_as_text() -> None:
    again = SigningKey.from_text(KEY.to_text())

    assert again.sign(domain=b"a", data=b"b") == KEY.sign(domain=b"a", data=b"b")
    assert (
        VerifyKey.from_text(KEY.verify_key().to_text()).to_text() == KEY.verify_key().to_text()
    )


def test_the_vector_is_the_one_of_the_documents() -> None:
    keys = INSTALLATIONS["office"]

    assert KEY.to_text() == keys["signing_seed"]
    assert KEY.verify_key().to_text() == keys["signing_key"]


@pytest.mark.parametrize("text", ["", "AAAA", "no base64!", "ä" * 43, "A" * 43])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        VerifyKey.from_text(text)
    with pytest.raises(ValueError, match=r".+"):
        SigningKey.from_text(text)


def test_a_key_does_not_show_itself() -> None:
    assert KEY.to_text() not in repr(KEY)
    assert KEY.to_text() not in f"{KEY}"
