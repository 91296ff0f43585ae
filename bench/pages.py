"""How long busy pages take at 10,000 letters, beside the same at 100 and bare Django.

`.venv/bin/python bench/pages.py`. It builds the demonstration, fills copies of its
installations (see `crowd.py`) and asks for real pages as somebody of the cast, through
Django's test client: middleware, session, views, queries, templates, without the network. The
three kinds run in turn, each in a process of its own, so that a busy machine is busy for all
of them. "Work" is the process's own time on a core, SQLite included; what a page takes beyond
it on a busy machine is waiting for others. The ratios are of work.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import django

MANY, FEW = 10_000, 100
TURNS = 15
RUNS = 2
"""All is measured so many times; the better run is kept."""


@dataclass(frozen=True)
class Page:
    """A page, the installation it is of, and who of its people asks for it."""

    name: str
    place: str
    who: str
    address: str


PAGES = (
    Page("office, Today", "office", "mina", "/"),
    Page("office, letters", "office", "mina", "/letters"),
    Page("desk, Today", "desk-b", "ines", "/"),
    Page("desk, letters", "desk-b", "ines", "/letters"),
    Page("archive, a word in 1 % of letters", "archive", "", "/letters?q=seldom"),
    Page("archive, two words in all letters", "archive", "", "/letters?q=mobile+oru"),
    Page("archive, a phrase in all letters", "archive", "", "/letters?q=%22mobile+data%22"),
    Page("archive, all letters", "archive", "", "/letters"),
)


# The process that answers


def answer(kind: str, who: str) -> None:
    """Answer each address read from stdin; print queries, milliseconds, and those of work."""
    get = _bare() if kind == "bare" else _installation(who)
    for line in sys.stdin:
        print(*get(line.strip()), flush=True)


def _installation(who: str) -> Callable[[str], tuple[int, float, float]]:
    os.environ["DJANGO_SETTINGS_MODULE"] = "rapport.config.settings"
    django.setup()
    from rapport.accounts.models import Person
    from rapport.demo import cast

    place = os.environ["RAPPORT_HOSTS"]
    person = Person.objects.get(email=cast.member(who).email) if who else None
    return _asked(place, person)


def _bare() -> Callable[[str], tuple[int, float, float]]:
    """Return how the least page of Django answers: a session, a person, a list of 50 rows."""
    from django.conf import settings

    settings.configure(
        SECRET_KEY="of-no-worth",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="bare",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        INSTALLED_APPS=[
            "django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions",
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    )  # fmt: skip
    django.setup()
    from django.contrib.auth.models import Group, User
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    Group.objects.bulk_create(Group(name=f"Group {n}") for n in range(50))
    return _asked("localhost", User.objects.create_user("noor"))


def _asked(host: str, person: object) -> Callable[[str], tuple[int, float, float]]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(HTTP_HOST=host, HTTP_ACCEPT_LANGUAGE="en")
    if person:
        client.force_login(person)  # type: ignore[arg-type]
    counted: dict[str, int] = {}

    def get(address: str) -> tuple[int, float, float]:
        if address not in counted:
            with CaptureQueriesContext(connection) as queries:
                found = client.get(address)
            if found.status_code != 200:
                raise SystemExit(f"{address}: {found.status_code}")
            counted[address] = len(queries)
        began, work = time.perf_counter(), time.process_time()
        client.get(address)
        passed, worked = time.perf_counter() - began, time.process_time() - work
        return counted[address], passed * 1000, worked * 1000

    return get


# The process that asks


@dataclass
class Asked:
    """A process that answers, and how long it took each time: in all, and at work."""

    process: subprocess.Popen[str]
    passed: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    queries: int = 0

    def ask(self, address: str) -> None:
        """Ask for a page once."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{address}\n")
        self.process.stdin.flush()
        queries, passed, worked = self.process.stdout.readline().split()
        self.queries = int(queries)
        self.passed.append(float(passed))
        self.worked.append(float(worked))


@contextmanager
def answering(kind: str, who: str, environment: dict[str, str]) -> Iterator[Asked]:
    """Run a process that answers for as long as it is needed."""
    process = subprocess.Popen(
        [sys.executable, __file__, "answer", kind, who],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        cwd=Path(__file__).parent,
    )  # fmt: skip
    with process:
        try:
            yield Asked(process)
        finally:
            assert process.stdin
            process.stdin.close()


def measure(page: Page, homes: dict[int, dict[str, str]]) -> list[Asked]:
    """Return what was measured at many letters, at few, and of bare Django."""
    with ExitStack() as stack:
        kinds = [
            (stack.enter_context(answering("rapport", page.who, homes[MANY])), page.address),
            (stack.enter_context(answering("rapport", page.who, homes[FEW])), page.address),
            (stack.enter_context(answering("bare", "", dict(os.environ))), "/"),
        ]
        for turn in range(TURNS + 1):
            for asked, address in kinds:
                asked.ask(address)
                if not turn:  # the first loads templates and catalogues
                    asked.passed.clear()
                    asked.worked.clear()
        return [asked for asked, _ in kinds]


def homes_of(place: str, folder: Path) -> dict[int, dict[str, str]]:
    """Return the environments of two copies of an installation, filled, by letters."""
    from rapport.demo.stage import Stage

    stage = Stage(folder / "stage", 0)
    filled = {}
    for letters in (MANY, FEW):
        home = folder / f"{place}-{letters}"
        filled[letters] = {**stage.environment(place), "RAPPORT_HOME": str(home)}
        if not home.exists():
            shutil.copytree(stage.home_of(place), home)
            subprocess.run(
                [sys.executable, __file__, "fill", str(letters)],
                env=filled[letters], check=True,
            )  # fmt: skip
    return filled


def build(folder: Path) -> None:
    """Build the demonstration, and stop it."""
    from rapport.demo import cast, story
    from rapport.demo.stage import Stage, free_ports

    with Stage(folder / "stage", free_ports(18100, 1 + len(cast.INSTALLATIONS))) as stage:
        stage.build()
        stage.start()
        story.tell_all(stage, lambda _: None)


def report(folder: Path) -> None:
    """Print a row of a table in Markdown for each page."""
    if not (folder / "stage").exists():
        build(folder)
    homes = {page.place: homes_of(page.place, folder) for page in PAGES}
    print(f"| page | {MANY:,} letters | work | {FEW} letters: work | bare: work | ratios |")
    print("|---|---|---|---|---|---|")
    for page in PAGES:
        runs = [measure(page, homes[page.place]) for _ in range(RUNS)]
        best = min(runs, key=lambda run: statistics.median(run[0].worked))
        passed = statistics.median(best[0].passed)
        many, few, bare = (statistics.median(one.worked) for one in best)
        print(
            f"| {page.name} | {passed:.0f} ms | {many:.0f} ms, {best[0].queries} queries "
            f"| {few:.0f} ms, {best[1].queries} queries | {bare:.1f} ms "
            f"| 1:{many / few:.1f}, 1:{many / bare:.0f} |",
            flush=True,
        )


def main(arguments: list[str]) -> None:
    """Measure; `answer` and `fill` are what it starts itself; a folder keeps what was built."""
    match arguments:
        case ["answer", kind, who]:
            answer(kind, who)
        case ["fill", letters]:
            os.environ["DJANGO_SETTINGS_MODULE"] = "rapport.config.settings"
            django.setup()
            import crowd

            crowd.fill(int(letters))
        case [folder]:
            report(Path(folder).resolve())
        case _:
            with tempfile.TemporaryDirectory(prefix="rapport-bench-") as folder:
                report(Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
