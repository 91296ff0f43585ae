"""Large answers: in pieces, resumed after any cut, kept whole or not at all, sent off once."""

from __future__ import annotations

import errno
import json
import os
import threading
from base64 import b64encode
from datetime import timedelta
from hashlib import sha1, sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from tests.office.sending import Sender, act, code_for, sender

from rapport.documents import services as documents
from rapport.foundation import clock
from rapport.foundation.acts import Act
from rapport.journal.models import Entry, Job
from rapport.mail import selectors as mail
from rapport.mail.models import Inbound
from rapport.mail.rules import Road
from rapport.office.uploads import rules, selectors, services
from rapport.office.uploads.models import Code, Delivery, Upload
from rapport.office.uploads.services import Piece, clearing, pieces, segments, sending_off
from rapport.protocol.sealing import OpeningKey

pytestmark = pytest.mark.django_db
DATA = bytes(range(256)) * 40


@pytest.fixture(autouse=True)
def _office(play: Any, settings: Any) -> None:
    play("office")
    settings.RAPPORT_DEMO = False
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def company() -> Sender:
    """A company that has typed the code of its letter."""
    return sender(code_for()[1])


def on_disk() -> list[Path]:
    """What lies in the folder of pieces."""
    return [
        path for path in selectors.folder().rglob("*") if path.is_file() and not locks(path)
    ]


def locks(path: Path) -> bool:
    """Whether a file is there to be locked alone."""
    return path.suffix == ".lock"


def full(*_: Any) -> None:
    """What a full disk says, when what was written is to be brought to it."""
    raise OSError(errno.ENOSPC, "No space left on device")


# Codes


def test_a_code_is_kept_as_its_hash_and_taken_as_people_type_it() -> None:
    matter, code = code_for()

    assert len(code.replace("-", "")) == 20
    assert code not in str(Code.objects.values())
    assert sender(f"  {code.lower().replace('-', ' – ')} ").page()
    assert selectors.find_typed(code.replace("0", "O").replace("1", "l"), act().at)
    assert matter


def test_every_wrong_code_gets_the_same_sentence() -> None:
    matter, old = code_for()
    _, ended = code_for(ends_at=act().at - timedelta(seconds=1))
    code_for(matter)
    said = set()
    for wrong in (old, ended, "00000-00000-00000-00000", "no", "é²", "9" * 79):
        answer = Client().post("/upload", {"code": wrong})
        assert answer.status_code == 422
        page = answer.content.decode()
        said.add(page.count("opens nothing"))
        assert settings_cookie() not in answer.cookies

    assert said == {2}


def settings_cookie() -> str:
    """The name of the cookie of a visit."""
    return str(django_settings.RAPPORT_UPLOAD_COOKIE)


def test_codes_are_not_tried_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    client, within_one_minute = Client(), clock.machine_now()
    monkeypatch.setattr(clock, "machine_now", lambda: within_one_minute)

    statuses = [client.post("/upload", {"code": "no"}).status_code for _ in range(12)]

    assert statuses == [422] * rules.CODES_A_MINUTE + [429] * 2


def test_the_cookie_holds_no_code_and_ends_with_it() -> None:
    matter, code = code_for()
    company = sender(code)
    cookie = company.client.cookies[settings_cookie()]
    assert code not in cookie.value
    assert (cookie["samesite"], cookie["httponly"], cookie["max-age"]) == ("Strict", True, 7200)
    address = company.begun(10)

    code_for(matter)

    assert company.client.get("/upload/files").headers["Location"] == "/upload"
    assert company.piece(address, 0, b"0123456789").status_code == 403
    company.client.cookies[settings_cookie()] = "forged"
    assert company.tus("HEAD", address).status_code == 403


def test_the_page_says_the_reference_and_nothing_else_of_the_letter(company: Sender) -> None:
    page = company.page()

    assert "AL OTH 14/2099" in page
    assert "500 MB" in page
    assert str(Code.objects.get().matter) not in page


# Pieces


def test_a_file_comes_in_pieces_and_is_the_same(company: Sender) -> None:
    address = company.begun(len(DATA))
    for at in range(0, len(DATA), 1000):
        answer = company.piece(address, at, DATA[at : at + 1000])
        assert (answer.status_code, answer["Tus-Resumable"]) == (204, "1.0.0")

    assert answer["Upload-Sha256"] == sha256(DATA).hexdigest()
    assert company.tus("HEAD", address)["Upload-Length"] == str(len(DATA))
    assert answer["Upload-Sha256"] in company.page()


def test_what_is_spoken_is_said_to_whoever_asks() -> None:
    answer = Sender(Client()).client.options("/upload/tus")

    assert answer["Tus-Extension"] == "creation,checksum,termination"
    assert answer["Tus-Max-Size"] == str(500 * 1024 * 1024)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Upload_Offset": 3}, 409),
        ({"Upload_Offset": 11}, 409),
        ({"Upload_Offset": -1}, 400),
        ({"Upload_Offset": "x"}, 400),
        ({"Upload_Offset": "²"}, 400),
        ({"Upload_Offset": 0, "Content_Type": "text/plain"}, 415),
        ({"Upload_Offset": 0, "Tus_Resumable": "0.2.2"}, 412),
        ({"Upload_Offset": 0, "Upload_Checksum": "crc32 AAAA"}, 400),
        ({"Upload_Offset": 0, "Upload_Checksum": "sha1 !"}, 400),
        ({"Upload_Offset": 0, "Upload_Checksum": "sha1 AAAA"}, 460),
    ],
)
def test_a_piece_that_is_wrong_changes_nothing(
    company: Sender, headers: dict[str, Any], status: int
) -> None:
    address = company.begun(10)

    assert company.tus("PATCH", address, b"abc", **headers).status_code == status
    assert company.here(address) == 0
    assert company.piece(address, 0, b"0123456789").status_code == 204


def test_a_piece_may_bring_its_checksum(company: Sender) -> None:
    address = company.begun(6)
    for at, name, found in ((0, "sha1", sha1), (3, "sha256", sha256)):
        value = b64encode(found(b"abc").digest()).decode()
        answer = company.piece(address, at, b"abc", Upload_Checksum=f"{name} {value}")
        assert answer.status_code == 204
    assert company.here(address) == 6


def test_a_length_that_lies_keeps_what_came_and_no_more(company: Sender) -> None:
    address = company.begun(10)

    assert company.piece(address, 0, b"x" * 11).status_code == 413
    code, upload = Code.objects.get().public_id, Upload.objects.get().public_id
    cut = Piece(at=0, length=10, source=Cut(b"012345"))
    services.add_piece(act(), code=code, upload=upload, piece=cut)

    assert company.here(address) == 6
    assert (
        company.piece(address, 6, b"6789")["Upload-Sha256"] == sha256(b"0123456789").hexdigest()
    )


class Cut:
    """A line that is cut after some bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def read(self, size: int) -> bytes:
        """Return what came, then fail."""
        if not self.data:
            raise ConnectionResetError
        data, self.data = self.data, b""
        return data


def test_a_program_that_cannot_patch_may_post(company: Sender) -> None:
    address = company.begun(3)

    answer = company.tus(
        "POST", address, b"abc", Upload_Offset=0, X_HTTP_Method_Override="PATCH"
    )

    assert answer.status_code == 204
    assert company.tus("DELETE", address).status_code == 204
    assert company.tus("HEAD", address).status_code == 404
    assert not on_disk()


def test_a_form_of_another_site_does_nothing(company: Sender) -> None:
    answer = company.client.post("/upload/tus", {"a": "b"})

    assert answer.status_code == 412
    assert not Upload.objects.exists()


def test_two_windows_do_not_write_at_once(company: Sender, threads: None) -> None:
    address = company.begun(8)
    waits, goes_on = threading.Event(), threading.Event()

    class Slow:
        def read(self, size: int) -> bytes:
            waits.set()
            goes_on.wait(20)
            return b"abcdefgh"[:size]

    code, upload = Code.objects.get().public_id, Upload.objects.get().public_id

    def in_one_window() -> None:
        try:
            services.add_piece(act(), code=code, upload=upload, piece=Piece(0, 8, Slow()))
        finally:
            connections.close_all()

    first = threading.Thread(target=in_one_window)
    first.start()
    assert waits.wait(20)
    second = company.piece(address, 0, b"ABCDEFGH")
    head = company.tus("HEAD", address)
    goes_on.set()
    first.join(20)

    assert second.status_code == 423
    assert head["Upload-Offset"] == "0"
    assert company.piece(address, 0, b"ABCDEFGH").status_code == 409
    assert Upload.objects.get().sha256 == sha256(b"abcdefgh").hexdigest()


def test_a_slow_line_ends_with_what_came(
    company: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = company.begun(10)
    monkeypatch.setattr(pieces, "SECONDS", 0.0)
    answer = company.piece(address, 0, b"0123456789")
    monkeypatch.undo()

    assert (answer.status_code, answer["Upload-Offset"]) == (204, "0")
    assert company.piece(address, 0, b"0123456789").status_code == 204


# Limits


def test_sizes_and_numbers_have_limits(company: Sender, settings: Any) -> None:
    settings.RAPPORT_UPLOAD_FILE_MB, settings.RAPPORT_UPLOAD_LETTER_MB = 2, 3
    assert company.begin(2 * rules.MB + 1).status_code == 413
    company.begun(2 * rules.MB)
    full = company.begin(rules.MB + 1)

    assert full.status_code == 413
    assert json.loads(full.content)["code"] == "upload.letter_full"
    for place in range(rules.MOST_FILES - 1):
        company.begun(0, f"{place}.txt")
    assert json.loads(company.begin(0).content)["code"] == "upload.too_many_files"
    assert company.tus("POST", "/upload/tus", Upload_Defer_Length=1).status_code == 400


def test_a_full_disk_keeps_nothing_of_the_piece(
    company: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = company.begun(12 * rules.MB)
    company.piece(address, 0, b"a" * 10)
    real, synced = os.fsync, []

    def soon_full(handle: int) -> None:
        synced.append(handle)
        if len(synced) > 3:  # the first segment, its name, and now the second
            full()
        real(handle)

    monkeypatch.setattr(os, "fsync", soon_full)
    answer = company.piece(address, 10, b"b" * 9 * rules.MB)
    monkeypatch.undo()

    assert answer.status_code == 507
    assert "no room" in json.loads(answer.content)["title"]
    assert [path.name for path in on_disk()] == [f"{0:020d}-{10:020d}"]
    assert company.here(address) == 10


def test_a_disk_without_room_for_the_whole_file_refuses_it_before_it_begins(
    company: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "SPARE_BYTES", 10**18)

    assert company.begin(10).status_code == 507


def test_files_that_were_begun_together_leave_room_for_everything_else(
    company: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = company.begun(10)
    monkeypatch.setattr(pieces, "SPARE_BYTES", 10**18)  # others have filled the disk since

    assert company.piece(address, 0, b"a" * 10).status_code == 507
    assert company.here(address) == 0


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ada\\answer.pdf", "answer.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\r\n\x1b[1mb\0.pdf", "a[1mb.pdf"),
        ("x" * 300 + ".pdf", "x" * 200),
        ("", "file"),
        ("..", "file"),
        ("الجواب.pdf", "الجواب.pdf"),
    ],
)
def test_a_name_is_shown_without_what_cannot_be_seen(
    company: Sender, name: str, kept: str
) -> None:
    company.begun(1, name)

    assert Upload.objects.get().name == kept


def test_a_file_of_another_letter_does_not_exist(company: Sender) -> None:
    other = sender(code_for()[1])
    address = company.begun(3)

    assert other.tus("HEAD", address).status_code == 404
    assert other.piece(address, 0, b"abc").status_code == 404
    assert other.tus("DELETE", address).status_code == 404
    assert "annex.pdf" not in other.page()


# Killed


def killed_before_the_hash(company: Sender, monkeypatch: pytest.MonkeyPatch) -> str:
    """A file that is all here, `abc`, and was not hashed: whoever took it in was killed."""
    address = company.begun(3)
    monkeypatch.setattr(pieces, "_hashed", lambda row: row)
    company.piece(address, 0, b"abc")
    monkeypatch.undo()
    return address


def test_bytes_of_a_killed_process_are_cut_off(company: Sender) -> None:
    address = company.begun(6)
    company.piece(address, 0, b"abc")
    folder = on_disk()[0].parent
    segments.write(folder, 3, b"??")  # written, and killed before the row told of it
    (folder / "new-segment").write_bytes(b"?")  # killed before it had a name

    assert company.here(address) == 3
    answer = company.piece(address, 3, b"def")

    assert answer["Upload-Sha256"] == sha256(b"abcdef").hexdigest()
    assert len(on_disk()) == 2


def test_what_is_being_sent_is_sealed_on_the_disk(company: Sender) -> None:
    company.whole(b"A defender's name. " * 400_000)

    assert len(on_disk()) == 2
    for path in on_disk():
        assert path.read_bytes().startswith(b"age-encryption.org/v1\n")
        assert b"defender" not in path.read_bytes()
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_segment_that_is_damaged_before_the_hash_is_asked_for_again(
    company: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = killed_before_the_hash(company, monkeypatch)
    on_disk()[0].write_bytes(b"other bytes")

    assert company.here(address) == 0
    answer = company.piece(address, 0, b"abc")

    assert answer["Upload-Sha256"] == sha256(b"abc").hexdigest()


def test_a_segment_that_is_missing_is_asked_for_again_with_all_behind_it(
    company: Sender,
) -> None:
    address = company.begun(9)
    for at in (0, 3, 6):
        company.piece(address, at, b"abc")
    sorted(on_disk())[1].unlink()

    assert company.here(address) == 3
    company.piece(address, 3, b"abc")
    assert company.piece(address, 6, b"abc")["Upload-Sha256"] == (
        sha256(b"abc" * 3).hexdigest()
    )


def test_whoever_was_killed_before_the_hash_is_hashed_when_it_is_asked_for(
    company: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = killed_before_the_hash(company, monkeypatch)
    assert not Upload.objects.get().is_whole

    assert company.tus("HEAD", address)["Upload-Sha256"] == sha256(b"abc").hexdigest()


def test_whoever_was_killed_between_keeping_and_closing_sends_off_once_more(
    company: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    company.whole(DATA)

    def killed(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sending_off, "_close", killed)
    with pytest.raises(KeyboardInterrupt):
        company.send_off()
    monkeypatch.undo()
    assert not Inbound.objects.exists()

    assert company.send_off().status_code == 302
    assert Inbound.objects.count() == 1


def test_a_segment_that_is_damaged_after_the_hash_is_asked_for_again(company: Sender) -> None:
    address = company.whole(DATA)
    on_disk()[0].write_bytes(b"other bytes")

    answer = company.send_off()

    assert answer.status_code == 409
    assert "annex.pdf" in answer.content.decode()
    assert company.here(address) == 0
    assert company.piece(address, 0, DATA).status_code == 204
    assert company.send_off().status_code == 302


def test_a_key_that_is_not_here_takes_nothing_away(company: Sender) -> None:
    address = company.whole(DATA)
    key = django_settings.RAPPORT_HOME / "keys" / "files.key"
    right = key.read_text()
    key.write_text(OpeningKey.generate().to_text())

    assert company.send_off().status_code == 503

    key.write_text(right)
    assert company.here(address) == len(DATA)
    assert company.send_off().status_code == 302


def test_after_a_restore_without_pieces_they_are_asked_for_again(company: Sender) -> None:
    address = company.whole(DATA)
    on_disk()[0].unlink()

    assert company.send_off().status_code == 409
    assert company.here(address) == 0
    assert company.piece(address, 0, DATA).status_code == 204
    assert company.send_off().status_code == 302


# Sent off


def test_a_delivery_becomes_an_answer_with_both_hashes(company: Sender) -> None:
    company.whole(DATA, "answer.pdf")
    company.whole(b"", "empty.txt")

    answer = company.send_off(sender="Ada Brandt, counsel", text="1. Yes.")

    message = Inbound.objects.get()
    files = mail.files_of(message)
    assert (message.road, message.sender_name, message.text) == (
        Road.UPLOAD,
        "Ada Brandt, counsel",
        "1. Yes.",
    )
    assert [one.name for one in files] == ["answer.pdf", "empty.txt"]
    assert documents.read(files[0].file) == DATA
    told = json.loads(documents.read(message.raw))
    assert told["files"][0]["sha256"] == sha256(DATA).hexdigest() == files[0].file.sha256
    receipt = company.client.get(answer["Location"]).content.decode()
    assert sha256(DATA).hexdigest() in receipt
    assert sha256(b"").hexdigest() in receipt
    assert not on_disk()
    assert Entry.objects.filter(name="mail.arrived").count() == 1


def test_nothing_is_sent_off_before_it_is_whole_and_nothing_twice(company: Sender) -> None:
    assert company.send_off().status_code == 409
    address = company.begun(3)
    assert "annex.pdf" in company.send_off().content.decode()
    company.piece(address, 0, b"abc")
    first = company.send_off()
    assert company.send_off().status_code == 409

    assert company.tus("DELETE", address).status_code == 404
    assert company.piece(address, 3, b"d").status_code == 404
    company.whole(b"more")
    second = company.send_off()
    assert first["Location"] != second["Location"]
    assert Inbound.objects.count() == 2


@pytest.mark.parametrize("step", ["alone", "_kept"])
def test_a_file_that_another_window_begins_meanwhile_is_not_sent_off_half(
    company: Sender, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    company.whole(DATA)
    goes_on = getattr(sending_off, step)
    begun: list[str] = []

    def meanwhile(*said: Any) -> Any:
        begun.append(company.begun(len(DATA), "late.pdf"))
        return goes_on(*said)

    monkeypatch.setattr(sending_off, step, meanwhile)
    answer = company.send_off()
    monkeypatch.undo()

    assert answer.status_code == 409
    assert "late.pdf" in answer.content.decode()
    assert not Inbound.objects.exists()
    assert company.piece(begun[0], 0, DATA).status_code == 204
    assert company.send_off().status_code == 302
    assert len(mail.files_of(Inbound.objects.get())) == 2


def test_a_letter_withdrawn_in_between_takes_nothing(
    company: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    company.whole(DATA)
    real = sending_off._kept

    def withdrawn(upload: Upload) -> Any:
        services.end_codes(act(), matter=upload.delivery.matter)
        return real(upload)

    monkeypatch.setattr(sending_off, "_kept", withdrawn)

    assert company.send_off().status_code == 403
    assert not Inbound.objects.exists()
    assert company.client.get("/upload/files").status_code == 302


def test_without_a_script_a_small_file_comes_at_once(company: Sender) -> None:
    sent = company.client.post(
        "/upload/files/one", {"file": SimpleUploadedFile("a.txt", b"abc")}
    )
    empty = company.client.post("/upload/files/one", {})

    assert (sent.status_code, empty.status_code) == (302, 302)
    assert Upload.objects.get().sha256 == sha256(b"abc").hexdigest()


def test_a_file_that_fails_without_a_script_leaves_nothing(
    company: Sender, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", full)
    answer = company.client.post(
        "/upload/files/one", {"file": SimpleUploadedFile("a.txt", b"abc")}
    )
    monkeypatch.undo()

    assert answer.status_code == 507
    assert not Upload.objects.exists()
    assert not on_disk()


# Clearing up


def later(days: float) -> Act:
    """An act of the system, so many days from now."""
    now = act()
    return Act(now.actor, now.at + timedelta(days=days), now.door)


def test_what_is_not_sent_off_is_removed_after_seven_days(company: Sender) -> None:
    company.whole(DATA)
    company.begun(10)
    delivery = str(Delivery.objects.get().public_id)
    services.clear(later(6.9), delivery=delivery)
    assert Upload.objects.count() == 2
    for path in selectors.folder().glob("*"):
        os.utime(path, (0, 0))

    services.clear(later(7.1), delivery=delivery)

    assert not Delivery.objects.exists()
    assert not on_disk()
    assert Entry.objects.get(name="upload.removed").values["files"] == 2
    services.clear(later(8), delivery=delivery)


def test_a_delivery_that_moves_is_looked_at_again(company: Sender) -> None:
    address = company.begun(10)
    Delivery.objects.update(moved_at=later(5).at)
    services.clear(later(7.1), delivery=str(Delivery.objects.get().public_id))

    assert Job.objects.filter(work="office_uploads.clear").count() == 2
    assert company.here(address) == 0


def test_the_sweep_takes_only_what_nobody_needs(company: Sender) -> None:
    company.whole(DATA)
    stray = selectors.folder() / uuid4().hex
    stray.write_bytes(b"left by the dead")
    for path in selectors.folder().glob("*"):
        os.utime(path, (0, 0))

    clearing.sweep()

    assert [path.name for path in on_disk()] == [f"{0:020d}-{len(DATA):020d}"]
