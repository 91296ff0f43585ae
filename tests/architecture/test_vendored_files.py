"""Files that others wrote are listed beside them, with version, licence and hash."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

from tests.architecture.source import PACKAGE, ROOT

LISTED = {"package", "version", "file", "sha256", "licence"}


def vendor_folders() -> list[str]:
    """Return every folder of files that others wrote."""
    places = [*PACKAGE.rglob("vendor"), *(ROOT / "tests").rglob("vendor")]
    return [str(place) for place in sorted(places) if place.is_dir()]


def test_every_vendored_file_is_listed_as_it_is() -> None:
    wrong = []
    for folder in map(ROOT.joinpath, vendor_folders()):
        listed = json.loads((folder / "vendor.json").read_text(encoding="utf-8"))
        hashes = {entry["file"]: entry["sha256"] for entry in listed if entry.keys() >= LISTED}
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_dir() or name == "vendor.json":
                continue
            if hashes.get(name) != sha256(path.read_bytes()).hexdigest():
                wrong.append(str(path.relative_to(ROOT)))

    assert not wrong, "list them in vendor.json with package, version, file, sha256, licence"


def test_what_others_wrote_stands_in_a_vendor_folder() -> None:
    strays = [
        str(path.relative_to(ROOT))
        for path in sorted(PACKAGE.rglob("static/**/*"))
        if path.is_file() and "vendor" not in path.parts and looks_foreign(path)
    ]

    assert not strays, "\n".join(sorted(strays))


def looks_foreign(path: Path) -> bool:
    """Whether a static file is made by a machine, is a font, or bears somebody's licence."""
    if path.name.endswith((".min.js", ".min.css", ".map", ".woff2", ".woff")):
        return True
    if path.suffix not in {".js", ".css"}:
        return False
    return bool(re.search(r"@license|/\*!", path.read_text(encoding="utf-8")))
