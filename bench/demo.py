"""How long the demonstration takes from a fresh clone until it is ready, and where it goes.

`python3 bench/demo.py`. Standard library only. It clones this repository to a folder that is
removed afterwards and runs `python3 do.py demo` there, with pip's cache as it is: run it twice
and read the second. Then the same again with the packages installed (the story alone). The
baseline is what nobody could do without: `python -m venv` and pip installing the same lock.
What is not committed is not in the clone.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PIP = (
    "install", "-q", "--disable-pip-version-check", "--no-deps", "--require-hashes",
    "--only-binary", ":all:", "-r",
)  # fmt: skip
PORT = 18300


def run(*command: object) -> float:
    """Return how many seconds a command took. Raises CalledProcessError when it failed."""
    began = time.perf_counter()
    subprocess.run([str(word) for word in command], check=True, capture_output=True)
    return time.perf_counter() - began


def until_ready(clone: Path, *options: str) -> float:
    """Return how many seconds pass until the demonstration prints its address; stop it then."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, str(clone / "do.py"), "demo", f"--port={PORT}", *options],
        cwd=clone, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        return _seconds_to_address(process, began)
    finally:
        os.kill(process.pid, signal.SIGINT)
        process.wait(60)


def _seconds_to_address(process: subprocess.Popen[str], began: float) -> float:
    assert process.stdout
    for line in process.stdout:
        if line.startswith("http"):
            return time.perf_counter() - began
    raise SystemExit("the demonstration did not become ready")


def main() -> None:
    """Print the figures."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's `&` has it ignored
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as folder:
        clone, bare = Path(folder) / "clone", Path(folder) / "bare"
        run("git", "clone", "--quiet", ROOT, clone)
        whole = until_ready(clone)
        story = until_ready(clone, "--fresh")
        again = until_ready(clone)
        venv = run(sys.executable, "-m", "venv", bare)
        lock = run(bare / "bin" / "python", "-m", "pip", *PIP, clone / "locks/runtime.txt")
    print(f"from a fresh clone until ready: {whole:.0f} s")
    print(f"  venv and pip alone: {venv:.1f} + {lock:.1f} s; 1:{whole / (venv + lock):.1f}")
    print(f"building and telling the story alone: {story:.0f} s")
    print(f"starting it again, built: {again:.1f} s")


if __name__ == "__main__":
    main()
