"""To another machine a package goes over TLS, to whom a known authority vouches for, or not."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.exchange.test_packages_come_in import A_LETTER
from tests.exchange.test_packages_go_out import DESK_KEY, Desk, post, told, try_again
from tests.mail.servers import certificates
from tests.protocol.making import OPENING
from tests.together import serving

from rapport.exchange import selectors
from rapport.exchange.models import Contact, Outgoing
from rapport.foundation import clock
from rapport.journal.services import work_off

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invented authority, and in its folder a certificate for the name localhost."""
    return certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def desk(authority: Path) -> Iterator[int]:
    """A desk that listens with that certificate; its port."""
    Desk.mood, Desk.seen, Desk.wire, Desk.card = "receipt", [], [], None
    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(
        authority.with_name("server.pem"), authority.with_name("server.key")
    )
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  refused handshakes
    serving(server)
    yield server.server_port
    server.shutdown()
    server.server_close()


def known(url: str) -> None:
    """The desk is a contact under an address; two people have compared its keys."""
    Contact.objects.create(
        public_id=Desk.public_id,
        side="desk",
        name="Quillmoor Social",
        url=url,
        signing_key=DESK_KEY.verify_key().to_text(),
        encryption_key=OPENING.sealing_key().to_text(),
        verified_at=clock.now(),
        unit="demo-quillmoor",
    )


def test_a_package_is_pushed_over_tls(
    desk: int, authority: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    known(f"https://localhost:{desk}")
    post()

    work_off()

    (delivery,) = selectors.deliveries_about(A_LETTER.letter)
    assert delivery.received_at is not None
    assert told() == ["exchange.posted", "exchange.received"]


def test_nothing_is_sent_to_whom_nobody_vouches_for_and_it_goes_once_somebody_does(
    desk: int, authority: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(f"https://localhost:{desk}")
    post()

    work_off()

    assert Desk.wire == []
    row = Outgoing.objects.get()
    assert (row.tries, row.last_said) == (1, "SSLCertVerificationError")
    assert selectors.deliveries_about(A_LETTER.letter)[0].is_open
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    try_again()
    assert len(Desk.wire) == 1


def test_nothing_is_sent_to_another_name_than_the_certificate_says(
    desk: int, authority: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    known(f"https://127.0.0.1:{desk}")
    post()

    work_off()

    assert Desk.wire == []
    assert Outgoing.objects.get().last_said == "SSLCertVerificationError"
