"""`rapport demo`, and `rapport stage`, by which the demonstration sets its installations up."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from pathlib import Path
from typing import Any

from django.conf import settings

from rapport.accounts import services as accounts
from rapport.demo import cast, start, story
from rapport.demo.stage import Stage, StageTrouble, free_ports, is_free
from rapport.directory import services as directory
from rapport.exchange import services as exchange
from rapport.foundation import clock
from rapport.foundation.acts import SYSTEM, Act, Door


def add(subparsers: Any) -> None:
    """Add `rapport demo` and the demonstration's own `rapport stage`."""
    demo = subparsers.add_parser(
        "demo", help="set up and serve an office, two desks and an archive on this machine"
    )
    demo.add_argument("--folder", default=".demo", help="where the demonstration lives (.demo)")
    demo.add_argument("--port", type=int, default=8000, help="the start page's port (8000)")
    demo.add_argument(
        "--fresh", action="store_true", help="build it anew, dropping the old one"
    )
    demo.set_defaults(run=_demo, needs_installation=False)
    staging = subparsers.add_parser("stage", help="used by the demonstration itself")
    steps = staging.add_subparsers(dest="step", required=True)
    for name, run in (("settle", _settle), ("meet", _meet)):
        step = steps.add_parser(name)
        step.add_argument("key")
        step.add_argument("--cards", required=True)
        step.set_defaults(run=run)
    telling = steps.add_parser("tell")
    telling.add_argument("scene", choices=sorted(beat.scene for beat in story.STORY))
    telling.set_defaults(run=_tell)


def _demo(options: argparse.Namespace) -> int:
    folder = Path(options.folder).resolve()
    signal.signal(signal.SIGTERM, _end)
    try:
        stage = Stage(folder, _port_of(folder, options))
        with stage:
            if options.fresh or not stage.is_built():
                _say("Building the demonstration.")
                stage.build()
                stage.start()
                story.tell_all(stage, _say)
                stage.finish()
            else:
                stage.start()
            server = start.serve(stage)
            _say("Ready. Open the start page; Ctrl-C stops the demonstration.")
            print(f"http://localhost:{stage.port}/", flush=True)
            _wait(server, stage)
    except StageTrouble as trouble:
        _say(str(trouble))
        return 1
    return 0


def _end(number: int, frame: object) -> None:
    """Leave as if by Ctrl-C, so that the processes that were started end too."""
    sys.exit(128 + number)


def _port_of(folder: Path, options: argparse.Namespace) -> int:
    """Keep the ports of a demonstration that is built: they stand in its settings and cards."""
    built = folder / "built"
    if built.exists() and not options.fresh:
        port = int(built.read_text(encoding="ascii"))
        if not is_free(port):
            raise StageTrouble(
                f"Port {port} is taken, perhaps by this demonstration, which may run already. "
                "Stop what holds it; or build anew on others with --fresh."
            )
        return port
    return free_ports(options.port, 1 + len(cast.INSTALLATIONS))


def _wait(server: threading.Thread, stage: Stage) -> None:
    while server.is_alive():
        server.join(1.0)
        for name, process in stage.running.items():
            if process.poll() is not None:
                raise StageTrouble(f"{name} has stopped; its log is in {stage.folder}")


def _say(text: str) -> None:
    print(f"[demo] {text}", file=sys.stderr, flush=True)


def _act() -> Act:
    return Act(SYSTEM, clock.now(), Door.COMMAND)


def _settle(options: argparse.Namespace) -> int:
    """Load the invented mandates and companies, give the place its people, leave its card."""
    if not settings.RAPPORT_DEMO:
        _say("This is no demonstration (RAPPORT_DEMO is not set). Nothing was changed.")
        return 2
    directory.load_directory(_act(), demonstration=True)
    for member in cast.installation(options.key).members:
        accounts.add_person(
            _act(), name=member.name, email=member.email, posts=list(member.posts)
        )
    card = exchange.own_card().to_bytes()
    (Path(options.cards) / f"{options.key}.json").write_bytes(card)
    return 0


def _meet(options: argparse.Namespace) -> int:
    """Take the others' cards; without telephones the codes count as compared."""
    for file in sorted(Path(options.cards).glob("*.json")):
        if file.stem != options.key:
            contact = exchange.add_contact(_act(), card=file.read_bytes())
            exchange.verify_contact(
                _act(), contact_id=contact.public_id, code=exchange.code_with(contact)
            )
    return 0


def _tell(options: argparse.Namespace) -> int:
    story.scene(settings.RAPPORT_SIDE, options.scene)()
    return 0
