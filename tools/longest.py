"""List the ten longest functions, files and templates: where a concept may want out."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
MOST = 10


def functions() -> list[tuple[int, str]]:
    """Return the length in lines of every function, with its place."""
    found = []
    for path in SOURCE.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                found.append((lines, f"{path.relative_to(SOURCE)}:{node.name}"))
    return found


def files(pattern: str) -> list[tuple[int, str]]:
    """Return the length in lines of every file of a pattern."""
    return [
        (len(path.read_text(encoding="utf-8").splitlines()), str(path.relative_to(SOURCE)))
        for path in SOURCE.rglob(pattern)
        if "migrations" not in path.parts
    ]


def main() -> None:
    """Print the three lists."""
    for title, found in (
        ("functions", functions()),
        ("files", files("*.py")),
        ("templates", files("*.html")),
    ):
        longest = sorted(found, reverse=True)[:MOST]
        print(f"longest {title}: " + ", ".join(f"{place} {lines}" for lines, place in longest))


if __name__ == "__main__":
    main()
