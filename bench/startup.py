"""How long the command and a web server take to start, beside bare Django on this machine.

`.venv/bin/python bench/startup.py`. Each figure is the median of seven runs; ours and the
baseline run in turn, in the same minute.
"""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from rapport.demo.stage import free_ports

ROUNDS = 7
BARE = (
    "import django; from django.conf import settings;"
    "settings.configure(INSTALLED_APPS=['django.contrib.contenttypes','django.contrib.auth',"
    "'django.contrib.sessions']); django.setup()"
)


def run(*command: str, environment: dict[str, str] | None = None) -> float:
    """Return how many seconds a command took. Raises CalledProcessError when it failed."""
    began = time.perf_counter()
    subprocess.run(command, check=True, env=environment, capture_output=True)
    return time.perf_counter() - began


def first_answer(environment: dict[str, str], port: int) -> float:
    """Return how many seconds pass from starting the web server to its first answer."""
    began = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "rapport.cli", "web"],
        env=environment, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5).read()
            except urllib.error.HTTPError:
                pass
            except OSError:
                time.sleep(0.01)
                continue
            return time.perf_counter() - began
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def main() -> None:
    """Print the figures."""
    rapport = (sys.executable, "-m", "rapport.cli")
    with tempfile.TemporaryDirectory() as folder:
        port = free_ports(18000, 1)
        environment = {**os.environ, "RAPPORT_HOME": str(Path(folder) / "desk")}
        making = run(*rapport, "init", "desk", f"--port={port}", environment=environment)
        print(f"rapport init desk, with the directory: {making:.2f} s (once)")
        rows = [
            (
                run(*rapport, "contacts", "list", environment=environment),
                run(sys.executable, "-c", BARE),
                first_answer(environment, port),
            )
            for _ in range(ROUNDS)
        ]
    command, bare, web = (statistics.median(row[i] for row in rows) for i in range(3))
    print(f"rapport contacts list: {command:.2f} s; bare Django set up: {bare:.2f} s")
    print(f"rapport web, to its first answer: {web:.2f} s")


if __name__ == "__main__":
    main()
