#!/usr/bin/env python3
"""Set up, run, check and test Rapport. Standard library only: needs Python 3.11 or later and git.

python3 do.py demo     set up and serve the demonstration (SQLite, nothing else needed)
python3 do.py test     set up and pass every check and test, browser and PostgreSQL included
python3 do.py check    the checks alone: style, types, walls, templates, migrations
python3 do.py setup    make .venv with everything the tests need, and no more
python3 do.py coverage which lines and branches the tests on SQLite reach (twice the time)
python3 do.py soak     longer campaigns: faults at every step on both databases, permissions over HTTP
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import ctypes
import fcntl
import glob
import hashlib
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence

ROOT = pathlib.Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
SIDES = ("office", "desk", "archive")
FONTS = ["fonts-noto-core", "fonts-noto-cjk"]
POLICY = (
    b"#!/bin/sh\n# Of Rapport's do.py, while it installs servers that tests start.\nexit 101\n"
)
SERVICES = pathlib.Path("/usr/sbin/policy-rc.d")
"""Debian asks this file whether a package may start its services; 101 means no."""

PANGO = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]
QUICK = ["tests", *(f"--ignore=tests/{slow}" for slow in ("journeys", "browser", "soak"))]
"""Arguments of pytest for all that needs no browser and no processes of the sides."""

PIP = [
    "-q",
    "--disable-pip-version-check",
    "--no-deps",
    "--require-hashes",
    "--only-binary",
    ":all:",
]
LAUNCHER = """#!{python}
import sys

from rapport.cli.main import main

sys.exit(main())
"""


def say(text: str) -> None:
    """Tell what happens."""
    print(f"[do] {text}", flush=True)


def run(*command: object, **options: object) -> None:
    """Run a command; a failure ends everything with its exit status."""
    subprocess.run([str(word) for word in command], check=True, **options)  # type: ignore[call-overload]


# Setting up


def set_up(lock: str) -> None:
    """Make .venv from a lock file with hashes, unless it is there already."""
    if sys.version_info < (3, 11):
        sys.exit(f"[do] Python 3.11 or later is needed; this is {sys.version.split()[0]}.")
    text = (ROOT / "locks" / lock).read_bytes() + sys.version.encode()
    wanted = hashlib.sha256(text).hexdigest()
    mark = VENV / f".{lock}.done"
    if not (mark.exists() and mark.read_text() == wanted):
        _make_venv()
        say(f"installing {lock}, hashes checked")
        run(PYTHON, "-m", "pip", "install", *PIP, "-r", ROOT / "locks" / lock)
        mark.write_text(wanted)
    (_site_packages() / "rapport.pth").write_text(f"{ROOT / 'src'}\n")
    # Each process of ours would compile all of it where Python is told to write no bytecode.
    run(PYTHON, "-m", "compileall", "-q", ROOT / "src")
    launcher = VENV / "bin" / "rapport"
    launcher.write_text(LAUNCHER.format(python=PYTHON))
    launcher.chmod(0o755)


def _make_venv() -> None:
    works = (
        PYTHON.exists()
        and not subprocess.run(
            [str(PYTHON), "-m", "pip", "--version"], capture_output=True, check=False
        ).returncode
    )
    if works:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.run(
        [sys.executable, "-c", "import ensurepip"], capture_output=True, check=False
    ).returncode:
        apt(["python3-venv"], "Python's venv module (ensurepip)")
    say(f"creating {VENV.name}")
    run(sys.executable, "-m", "venv", VENV)


def _site_packages() -> pathlib.Path:
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return VENV / "lib" / version / "site-packages"


def apt(packages: Sequence[str], what: str) -> None:
    """Install Debian packages as root; for anybody else say what is missing and how to get it."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(
            f"[do] {what} is missing. Install it, then run this again. On Debian or Ubuntu:\n"
            f"       sudo apt-get install {' '.join(packages)}"
        )
    say(f"installing {' '.join(packages)} with apt-get")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    get = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    install = [*get, "install", "-y", "--no-install-recommends", *packages]
    quiet = {"env": environment, "stdout": subprocess.DEVNULL}
    if subprocess.run(install, **quiet, stderr=subprocess.DEVNULL, check=False).returncode:  # type: ignore[call-overload]
        run(*get, "update", env=environment)
        run(*install, **quiet)


def has_library(name: str) -> bool:
    """Whether a shared library can be loaded."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def pdf_libraries(*, needed: bool) -> None:
    """Bring what the PDF renderer needs, where that can be done; needed only for the tests."""
    fonts = glob.glob("/usr/share/fonts/**/NotoNaskhArabic*", recursive=True)
    if has_library("libpangoft2-1.0.so.0") and (fonts or not needed):
        return
    if needed or (os.geteuid() == 0 and shutil.which("apt-get")):
        apt([*PANGO, *FONTS], "Pango with Noto fonts (PDF)")
    else:
        say(f"PDFs are off: install {' '.join([*PANGO, *FONTS])} to have them. All else works.")


def servers(
    programs: Sequence[str], packages: Sequence[str], services: Sequence[str], what: str
) -> None:
    """Bring servers of which the tests start instances of their own.

    The system's services are not started: a policy says no while the packages are set up.
    """
    if all(os.access(program, os.X_OK) for program in programs):
        if os.geteuid() == 0:
            with alone(SERVICES):
                forget_policy(SERVICES)
        return
    with nothing_starts(services, SERVICES):
        apt(packages, what)


@contextlib.contextmanager
def alone(file: pathlib.Path) -> Iterator[None]:
    """Let one run at a time write a file: its folder is locked."""
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def forget_policy(policy: pathlib.Path) -> None:
    """Take away a policy of ours that an interrupted run left behind; never another's."""
    if policy.is_file() and policy.read_bytes() == POLICY:
        policy.unlink()


@contextlib.contextmanager
def nothing_starts(services: Sequence[str], policy: pathlib.Path) -> Iterator[None]:
    """Let no service of a package be started meanwhile; one run at a time.

    Our policy is known by its text. Of another's we only ask whether it says no, and stop where
    it does not.
    """
    if not os.access(policy.parent, os.W_OK):
        yield  # not root, who alone installs
        return
    with alone(policy):
        forget_policy(policy)
        is_anothers = os.path.lexists(policy)
        if is_anothers:
            said = [subprocess.call([policy, name, "start"]) for name in services]
            if set(said) != {101}:
                sys.exit(f"[do] {policy} would let services start. Let it end with 101, or go.")
        else:
            beside = policy.with_name(f"{policy.name}.{os.getpid()}")
            beside.write_bytes(POLICY)
            beside.chmod(0o755)
            beside.rename(policy)  # whole, or not there
        try:
            yield
        finally:
            if not is_anothers:
                policy.unlink(missing_ok=True)


def mail_servers() -> None:
    """Bring Postfix and Dovecot; Postfix's master can be started by root alone."""
    servers(
        ("/usr/sbin/postfix", "/usr/sbin/dovecot", "/usr/lib/dovecot/lmtp"),
        ("postfix", "dovecot-imapd", "dovecot-lmtpd"),
        ("postfix", "dovecot"),
        "Postfix and Dovecot (tests of mail)",
    )


def scanner() -> None:
    """Bring ClamAV's clamd; the tests give it a database of their own, nothing is fetched."""
    servers(
        ("/usr/sbin/clamd",),
        ("clamav-daemon",),
        ("clamav-daemon", "clamav-freshclam"),
        "ClamAV (tests of the check for viruses)",
    )


def recogniser() -> None:
    """Bring Tesseract with the languages of which the tests read scanned letters."""
    known: list[str] = []
    if shutil.which("tesseract"):
        listed = ["tesseract", "--list-langs"]
        known = subprocess.run(
            listed, capture_output=True, text=True, check=False
        ).stdout.split()
    if not {"eng", "fra", "spa"} <= set(known):
        packages = ["tesseract-ocr", "tesseract-ocr-fra", "tesseract-ocr-spa"]
        apt(packages, "Tesseract (tests of scanned letters)")


def chromium() -> str:
    """Return a Chromium that can be run, installing it where that can be done."""
    for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"):
        if os.access(path, os.X_OK):
            return path
    apt(["chromium"], "A Chromium browser (browser tests)")
    return "/usr/bin/chromium"


def postgres_programs() -> str:
    """Return the folder of PostgreSQL's programs, installing them where that can be done."""
    found = sorted(
        glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: -int(path.split("/")[4])
    )
    for folder in [*found, os.path.dirname(shutil.which("initdb") or "")]:
        if folder and os.access(f"{folder}/initdb", os.X_OK):
            return folder
    apt(["postgresql"], "A PostgreSQL server, 14 or later (tests)")
    return postgres_programs()


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """Run a private PostgreSQL on a free loopback port, never as root; remove it afterwards."""
    programs = postgres_programs()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="rapport-postgres-", dir="/tmp"))
    who: dict[str, object] = {}
    if os.geteuid() == 0:
        import pwd

        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
        who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    environment = {
        "PATH": f"{programs}:/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
        "HOME": str(folder),
    }
    data = folder / "data"
    run(
        f"{programs}/initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8",
        "--locale=C.UTF-8", "--no-sync",
        stdout=subprocess.DEVNULL, env=environment, cwd=folder, **who,
    )  # fmt: skip
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (folder / "log").open("wb")
    server = subprocess.Popen(
        [f"{programs}/postgres", "-D", str(data), "-k", str(folder), "-h", "127.0.0.1",
         "-p", str(port), "-c", "fsync=off", "-c", "full_page_writes=off",
         "-c", "synchronous_commit=off", "-c", "max_connections=200"],
        env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=log, **who,
    )  # type: ignore[call-overload]  # fmt: skip
    try:
        _wait_for_postgres(
            server, [f"{programs}/pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)], folder
        )
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        if server.poll() is None:
            server.terminate()
        server.wait(30)
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for_postgres(
    server: subprocess.Popen[bytes], probe: list[str], folder: pathlib.Path
) -> None:
    for _ in range(150):
        if subprocess.run(probe, check=False).returncode == 0:
            return
        if server.poll() is not None:
            break
        time.sleep(0.2)
    sys.exit("[do] PostgreSQL did not start:\n" + (folder / "log").read_text()[-2000:])


# The commands


def demo(arguments: Sequence[str]) -> None:
    """Set up and serve the demonstration."""
    pdf_libraries(needed=False)
    set_up("runtime.txt")
    os.execv(PYTHON, [str(PYTHON), str(VENV / "bin" / "rapport"), "demo", *arguments])


def setup(arguments: Sequence[str]) -> None:
    """Bring everything that the tests need; say what is missing before any work."""
    chromium()
    postgres_programs()
    if not has_library("libatomic.so.1"):
        apt(["libatomic1"], "libatomic (the browser's driver)")
    if not shutil.which("qpdf"):
        apt(["qpdf"], "qpdf (an independent look at our PDFs)")
    if not shutil.which("age"):
        apt(["age"], "age (an independent opener of what we seal)")
    if not shutil.which("zbarimg"):
        apt(["zbar-tools"], "zbarimg (an independent reader of our barcodes)")
    recogniser()
    mail_servers()
    scanner()
    pdf_libraries(needed=True)
    set_up("test.txt")


def check(arguments: Sequence[str]) -> None:
    """Check style, types, walls, templates, migrations and deployment settings."""
    setup(())
    with stage("check"):
        _check()


def _check() -> None:
    run(PYTHON, "-m", "ruff", "check", "--quiet", cwd=ROOT)
    run(PYTHON, "-m", "ruff", "format", "--check", "--quiet", cwd=ROOT)
    run(VENV / "bin" / "lint-imports", "--no-cache", cwd=ROOT, stdout=subprocess.DEVNULL)
    run(VENV / "bin" / "djlint", "--lint", "--quiet", "src", cwd=ROOT)
    with tempfile.TemporaryDirectory(prefix="rapport-check-") as folder:
        for side in SIDES:
            environment = {
                **os.environ,
                "RAPPORT_HOME": f"{folder}/{side}",
                "RAPPORT_SIDE": side,
                "RAPPORT_URL": "https://rapport.example",
                "DJANGO_SETTINGS_MODULE": "rapport.config.settings",
            }
            django = [PYTHON, "-m", "django"]
            run(
                *django,
                "makemigrations",
                "--check",
                "--dry-run",
                "-v0",
                cwd=ROOT,
                env=environment,
            )
            run(
                *django,
                "check",
                "--deploy",
                "--fail-level",
                "WARNING",
                cwd=ROOT,
                env=environment,
                stdout=subprocess.DEVNULL,
            )
    run(PYTHON, "-m", "mypy", cwd=ROOT)
    run(PYTHON, ROOT / "tools" / "longest.py", cwd=ROOT)


def test(arguments: Sequence[str]) -> None:
    """Pass every check and every test."""
    began = time.monotonic()
    setup(())
    with stage("check"):
        _check()
    with postgres() as url, postgres() as another, stage("tests"):
        _all_tests(url, another, arguments)
    say(f"everything passed in {(time.monotonic() - began) / 60:.1f} minutes")


def coverage(arguments: Sequence[str]) -> None:
    """Say which lines and branches the tests reach, journeys and browser left out."""
    setup(())
    with stage("tests on SQLite, counted"):
        run(
            PYTHON, "-m", "pytest", "-q", *QUICK, "--cov", "--cov-report=term:skip-covered", *arguments,
            cwd=ROOT, env=_environment(None),
        )  # fmt: skip


def soak(arguments: Sequence[str]) -> None:
    """Run the long campaigns on SQLite, then on PostgreSQL; their figures are printed."""
    setup(())
    with stage("soak on SQLite"):
        _pytest("-s", "tests/soak", *arguments)
    with postgres() as url, stage("soak on PostgreSQL"):
        _pytest("-s", "tests/soak", *arguments, url=url)


def _environment(url: str | None) -> dict[str, str]:
    """Return what the tests are told; what pytest has compiled of them is kept."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("RAPPORT_") and name != "PYTHONDONTWRITEBYTECODE"
    }
    return {**kept, "CHROMIUM": chromium(), **({"RAPPORT_DATABASE_URL": url} if url else {})}


def _pytest(*arguments: str, url: str | None = None) -> None:
    run(PYTHON, "-m", "pytest", "-q", *arguments, cwd=ROOT, env=_environment(url))


def _all_tests(url: str, another: str, arguments: Sequence[str]) -> None:
    """Run every part, as many at a time as there are processors, and show each output whole.

    What touches a database runs on both; what never does runs once. The longest begin first, so
    that no processor waits for the other's last part.
    """
    counted = ["--cov", "--cov-report=term:skip-covered"]
    parts: list[tuple[str, str | None, list[str]]] = [
        ("what touches a database, on PostgreSQL", url, [*QUICK, "--database-only"]),
        ("what touches a database, on SQLite", None, [*QUICK, "--database-only"]),
        ("journeys", None, ["tests/journeys"]),
        ("browser", None, ["tests/browser"]),
        ("what touches no database", None, [*QUICK, "--database-none", *counted]),
        ("the whole way on PostgreSQL", another, ["tests/journeys", "-k", "whole_way"]),
    ]
    at_once = max(2, os.cpu_count() or 1)
    with concurrent.futures.ThreadPoolExecutor(at_once) as lanes:
        failed = [
            name
            for name, passed in lanes.map(
                lambda one: _part(one[0], one[1], one[2], arguments), parts
            )
            if not passed
        ]
    if failed:
        sys.exit(f"[do] failed: {'; '.join(failed)}")


def _part(
    name: str, url: str | None, what: Sequence[str], arguments: Sequence[str]
) -> tuple[str, bool]:
    """Run one part of the tests; say how long it took and whether it passed."""
    began = time.monotonic()
    done = subprocess.run(
        [str(PYTHON), "-m", "pytest", "-q", *what, *arguments],
        cwd=ROOT,
        env=_environment(url),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    say(f"= {name}: {time.monotonic() - began:.0f} s\n{done.stdout}")
    return name, done.returncode == 0


@contextlib.contextmanager
def stage(name: str) -> Iterator[None]:
    """Give a part of the work a heading and a duration."""
    say(f"== {name}")
    began = time.monotonic()
    yield
    say(f"== {name}: {time.monotonic() - began:.0f} s")


COMMANDS = {
    "demo": demo,
    "test": test,
    "check": check,
    "setup": setup,
    "coverage": coverage,
    "soak": soak,
}


def main() -> None:
    """Run the command that was asked for."""
    command = COMMANDS.get(sys.argv[1] if len(sys.argv) > 1 else "")
    if command is None:
        sys.exit(__doc__)
    try:
        command(sys.argv[2:])
    except subprocess.CalledProcessError as failed:
        say(f"failed: {' '.join(str(word) for word in failed.cmd[:6])} …")
        sys.exit(failed.returncode or 1)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
