"""The command that shows the demonstration, where it cannot."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path


def test_a_port_that_is_taken_is_told_in_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        (tmp_path / "built").write_text(str(port))

        done = subprocess.run(
            [sys.executable, "-m", "rapport.cli", "demo", f"--folder={tmp_path}"],
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
