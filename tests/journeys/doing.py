"""What a journey does and counts in an installation: `python -m tests.journeys.doing DOOR`.

A process of its own in the installation's environment, which does by the same commands as its
pages what it is asked for at a Unix socket, one thing after the other, until it is ended.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import json
import os
import signal
import socket
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import django

django.setup()


def transmit(reference: str) -> None:
    """Office: write an urgent appeal to Hollinbrake and transmit it under a reference."""
    office = import_module("rapport.demo.story.office")
    texts = import_module("rapport.demo.texts")
    letter = office.draft(texts.NIGHT)
    office.clear_and_transmit(letter, reference)


def transmit_by_mail(reference: str, to: str) -> None:
    """Office: write to Quillmoor, which has no desk here, and transmit the letter by e-mail."""
    office = import_module("rapport.demo.story.office")
    texts = import_module("rapport.demo.texts")
    letter = office.draft(dataclasses.replace(texts.NIGHT, company=texts.TENANTS.company))
    office.clear_and_transmit(letter, reference, mail_to=to)


def upload_code(reference: str) -> str:
    """Office: make an upload code for a matter under a reference."""
    services = import_module("rapport.office.uploads.services")
    with import_module("django.db.transaction").atomic():
        code = services.make_code(
            _mina(), matter=import_module("uuid").uuid4(), reference=reference
        )
    return str(code)


def settle(reference: str, arrived: str) -> None:
    """Office: say of a message in doubt that it arrived, or send it once more."""
    letter, services = _letter(reference), _services()
    (message,) = _sent(letter)
    services.settle_doubt(
        _mina(),
        letter_id=letter.public_id,
        message_id=message.public_id,
        arrived=arrived == "arrived",
    )


def assign(reference: str) -> None:
    """Office: say of the message in quarantine that it is about a letter."""
    (message,) = import_module("rapport.mail.selectors").in_quarantine()
    _services().assign_mail(_mina(), message_id=message.public_id, reference=reference)


def quarantined() -> str:
    """Office: say how many messages are in quarantine."""
    return str(import_module("rapport.mail.selectors").in_quarantine().count())


def tell_nobody() -> None:
    """Office: let everybody choose to hear nothing by e-mail: the line is for letters."""
    accounts: Any = import_module("rapport.accounts.services")
    selectors: Any = import_module("rapport.accounts.selectors")
    rules: Any = import_module("rapport.accounts.rules")
    act = _mina()
    for actor, _ in list(selectors.people_to_tell()):
        accounts.choose_notices(
            dataclasses.replace(act, actor=actor), notices=rules.Notices.NONE
        )


def file(reference: str) -> None:
    """Office: file the answer that came by e-mail, split as it was proposed."""
    letter, services = _letter(reference), _services()
    rules: Any = import_module("rapport.office.communications.rules")
    kinds: Any = import_module("rapport.protocol.kinds")
    (message,) = _answers(letter)
    split = rules.split(message.text, 3)
    services.file_mail(
        _mina(),
        letter_id=letter.public_id,
        message_id=message.public_id,
        filing=rules.Filing(
            kind=kinds.ReplyKind.SUBSTANTIVE,
            wish=kinds.PublicWish.PUBLIC,
            dated_on=_mina().today,
            signed_by="Noor Halsted",
            opening=split.opening,
            answers={n: (kinds.Stance.ANSWERED, text) for n, text in split.answers.items()},
        ),
    )


def _matter_of(reference: str) -> Any:
    """Return what both sides call a letter's matter."""
    desk = import_module("django.conf").settings.RAPPORT_SIDE == "desk"
    if not desk:
        return _letter(reference).public_id
    letters: Any = import_module("rapport.desk.inbox.models").Letter.objects
    return letters.get(reference=reference).matter


def print_pdf(reference: str, to: str) -> None:
    """Either side: write the newest package about a letter to a file, as its PDF."""
    outgoing: Any = import_module("rapport.exchange.models").Outgoing.objects
    newest = outgoing.filter(matter=_matter_of(reference)).order_by("-id")[0]
    body = import_module("rapport.documents.services").read(newest.body)
    Path(to).write_bytes(import_module("rapport.protocol.pdf").embed(body))


def hand_in(who: str, file: str, answer: str) -> None:
    """Either side: take in a file that came by hand; write our answer, if it asks for one."""
    desk = import_module("django.conf").settings.RAPPORT_SIDE == "desk"
    room = "rapport.desk.inbox" if desk else "rapport.office.communications"
    handed = import_module(f"{room}.services").hand_in_file(
        import_module("rapport.demo.story.telling").by(who), data=Path(file).read_bytes()
    )
    if handed.posted is None:
        exchange: Any = import_module("rapport.exchange.selectors")
        row = exchange.incoming_body(handed.manifest.package, handed.sender.public_id)
        services: Any = import_module("rapport.exchange.services")
        Path(answer).write_bytes(services.answer_for(row))


def set_in_type() -> None:
    """Office: make a letter's PDF twice, and keep none; for the bench."""
    letters: Any = import_module("rapport.office.communications.models").Letter.objects
    document = import_module("rapport.office.communications.selectors").document_of(
        letters.exclude(document="").order_by("id")[0]
    )
    documents: Any = import_module("rapport.documents.services")
    for _ in range(2):
        documents.render_pdf(
            documents.letter_html(document),
            title=document.subject,
            language=document.language,
            made_at=document.sent_at,
        )


def count_mail(reference: str) -> str:
    """Office: say what became of a letter by e-mail, and what came about it."""
    letter = _letter(reference)
    sent = _sent(letter)
    communications: Any = import_module("rapport.office.communications.selectors")
    rules = import_module("rapport.mail.rules")
    came = import_module("rapport.mail.selectors").came_about(letter.public_id)
    replies = communications.replies_of(letter)
    return json.dumps(
        {
            "sent": len(sent),
            "state": sent[-1].state if sent else "",
            "tries": sent[-1].tries if sent else 0,
            "said": sent[-1].server_said if sent else "",
            "word": communications.standing_of(letter, _mina().at).word,
            "answers": sum(one.kind is rules.Kind.ANSWER for one in came),
            "bounces": sum(one.kind is rules.Kind.BOUNCE for one in came),
            "replies": len(replies),
            "files": sum(len(communications.reply_files(one)) for one in replies),
        }
    )


def _mina() -> Any:
    return import_module("rapport.demo.story.telling").by("mina")


def _services() -> Any:
    return import_module("rapport.office.communications.services")


def _letter(reference: str) -> Any:
    letters: Any = import_module("rapport.office.communications.models").Letter.objects
    return letters.get(reference=reference)


def _sent(letter: Any) -> list[Any]:
    return list(import_module("rapport.mail.selectors").sent_about(letter.public_id))


def _answers(letter: Any) -> list[Any]:
    return list(import_module("rapport.mail.selectors").to_be_filed([letter.public_id]))


def reply(reference: str) -> None:
    """Desk: answer every question of a letter that is here, and send the reply."""
    desk = import_module("rapport.demo.story.desk")
    replies: Any = import_module("rapport.desk.replies.services")
    letter: Any = import_module("rapport.desk.inbox.models").Letter.objects.get(
        reference=reference
    )
    numbers = list(letter.questions.values_list("number", flat=True))
    by, key = desk.by, letter.public_id
    import_module("rapport.desk.inbox.services").acknowledge_letter(by("ines"), letter_id=key)
    desk._give(letter, "ines", dict.fromkeys(numbers, "teodor"))
    for number in numbers:
        replies.save_answer(
            by("teodor"),
            letter_id=key,
            number=number,
            stance=desk.Stance.ANSWERED,
            text="Nothing was handed over.",
            finished=True,
            based_on=0,
        )
        replies.record_legal_check(by("maren"), letter_id=key, number=number, version=1)
    reply = replies.begin_reply(by("ines"), letter_id=key, interim=False).public_id
    replies.edit_reply(
        by("ines"),
        reply_id=reply,
        interim=False,
        language="en",
        entity="Hollinbrake Mobile",
        signed_by="Ines Varga-Holt, human rights lead",
        opening="Thank you for your letter.",
        wish=desk.PublicWish.PUBLIC,
    )
    replies.ask_approval(by("ines"), reply_id=reply)
    replies.approve_reply(by("maren"), reply_id=reply)
    replies.submit_reply(by("ines"), reply_id=reply)


def road(side: str, road: str, collect: str, url: str) -> str:
    """Either side: choose the road to the other one, by another address than its card's.

    Return the other one's id.
    """
    services: Any = import_module("rapport.exchange.services")
    rules: Any = import_module("rapport.exchange.rules")
    acts: Any = import_module("rapport.foundation.acts")
    now = import_module("rapport.foundation.clock").now()
    contacts: Any = import_module("rapport.exchange.models").Contact.objects.filter(side=side)
    contact = contacts.get()
    contacts.update(url=url)
    services.set_road(
        acts.Act(acts.SYSTEM, now, acts.Door.COMMAND),
        contact_id=contact.public_id,
        road=rules.Road(road),
        we_collect=collect == "collect",
    )
    return str(contact.public_id)


def hurry() -> None:
    """Either side: let what waits for another try be due at once."""
    now = import_module("rapport.foundation.clock").now()
    jobs: Any = import_module("rapport.journal.models").Job.objects
    late = ("exchange.deliver", "mail.hand_over")
    jobs.filter(state="ready", work__in=late).update(run_at=now)
    mail = import_module("rapport.mail.models")
    for waiting in (mail.Mailbox, mail.Withheld):
        waiting.objects.update(next_at=now)
    contacts: Any = import_module("rapport.exchange.models").Contact.objects
    contacts.update(collect_due_at=None)


def count(reference: str) -> str:
    """Either side: count how often a letter is here, how often each thing happened to it."""
    return json.dumps({**_letters(reference), **_packages()})


def _letters(reference: str) -> dict[str, int]:
    settings = import_module("django.conf").settings
    room = "communications" if settings.RAPPORT_SIDE == "office" else "inbox"
    models: Any = import_module(f"rapport.{settings.RAPPORT_SIDE}.{room}.models")
    entries: Any = import_module("rapport.journal.models").Entry.objects
    found = models.Letter.objects.filter(reference=reference)
    matters = [str(letter.public_id) for letter in found]
    names = entries.filter(matter__in=matters).values_list("name", flat=True)
    return {"letters": len(matters), **{name: list(names).count(name) for name in set(names)}}


def _packages() -> dict[str, int]:
    exchange: Any = import_module("rapport.exchange.models")
    journal: Any = import_module("rapport.journal.models")
    later = "exchange.ask_for_gap"  # an alarm clock: it waits an hour, also for what is here
    ready = journal.Job.objects.exclude(state="done").exclude(work=later)
    outgoing = exchange.Outgoing.objects
    return {
        "posted": outgoing.count(),
        "receipts": outgoing.exclude(received_at=None).count(),
        "gaps": sum(
            len(import_module("rapport.exchange.selectors").gaps_from(one))
            for one in exchange.Contact.objects.all()
        ),
        "last number": max(outgoing.values_list("number", flat=True), default=0),
        "taken in": exchange.Incoming.objects.count(),
        "jobs open": ready.count(),
    }


def rapport(*arguments: str) -> str:
    """Either side: run a command of the command line, and return what it printed."""
    said, told = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(told):
        status = import_module("rapport.cli.main").main(arguments)
    if status:
        raise ValueError(f"status {status}: {told.getvalue()}")
    return said.getvalue()


def die(point: str, process: str) -> str:
    """Either side: begin a worker or web server that dies at a point; return its process id.

    It is a copy of this process, so that nothing has to be loaded first.
    """
    import_module("django.db").connections.close_all()
    sys.stdout.flush()
    if pid := os.fork():
        return str(pid)
    try:
        import_module("tests.journeys.dying").main(point, process)
    except SystemExit:
        os._exit(0)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def ended(pid: str, now: str = "") -> str:
    """Say how such a process has ended, empty while it runs; with a word, end it now."""
    if now:
        os.kill(int(pid), signal.SIGTERM)
    found, status = os.waitpid(int(pid), 0 if now else os.WNOHANG)
    return str(os.waitstatus_to_exitcode(status)) if found else ""


DOINGS: dict[str, Any] = {
    "transmit": transmit,
    "transmit_by_mail": transmit_by_mail,
    "upload_code": upload_code,
    "settle": settle,
    "assign": assign,
    "quarantined": quarantined,
    "tell_nobody": tell_nobody,
    "file": file,
    "count_mail": count_mail,
    "set_in_type": set_in_type,
    "print_pdf": print_pdf,
    "hand_in": hand_in,
    "reply": reply,
    "road": road,
    "hurry": hurry,
    "count": count,
    "rapport": rapport,
    "die": die,
    "ended": ended,
}


def listen(door: str) -> NoReturn:
    """Do what callers ask for; each sends a line of JSON and gets one."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"{door}.new")
        listening.listen()
        Path(f"{door}.new").replace(door)  # who finds it can call
        while True:
            caller, _ = listening.accept()
            with caller, caller.makefile("rwb") as line:
                what, *arguments = json.loads(line.readline())
                line.write(json.dumps(_done(what, arguments)).encode() + b"\n")


def _done(what: str, arguments: list[str]) -> dict[str, str]:
    try:
        return {"said": DOINGS[what](*arguments) or ""}
    except Exception:
        return {"trouble": traceback.format_exc()}


if __name__ == "__main__":
    listen(sys.argv[1])
