"""Read what an installation is told: its home's settings file, overridden by the environment.

A wrong value stops the start with a sentence that says which, and what is accepted.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from rapport.protocol.sealing import OpeningKey

SETTINGS_FILE: Final = "settings.env"
PREFIX: Final = "RAPPORT_"
YES: Final = frozenset({"1", "yes", "true", "on"})
NO: Final = frozenset({"0", "no", "false", "off", ""})


class WrongSetting(Exception):
    """A setting's value cannot be used; the sentence says which and what is accepted."""


class Environment:
    """The settings of one installation, by name without the prefix."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self._environ = os.environ if environ is None else environ
        self.home = Path(self._environ.get(f"{PREFIX}HOME") or "rapport-home").resolve()
        self._file = read_settings_file(self.home / SETTINGS_FILE)

    def text(self, name: str, default: str = "") -> str:
        """Return a setting's text; from the file NAME_FILE points to, where that is given."""
        for source in (self._environ, self._file):
            if (path := source.get(f"{PREFIX}{name}_FILE")) and f"{PREFIX}{name}" not in source:
                try:
                    return Path(path).read_text(encoding="utf-8").strip()
                except OSError as trouble:
                    raise WrongSetting(
                        f"{PREFIX}{name}_FILE names {path}, which cannot be read."
                    ) from trouble
            if f"{PREFIX}{name}" in source:
                return source[f"{PREFIX}{name}"]
        return default

    def one_of(self, name: str, accepted: tuple[str, ...], default: str = "") -> str:
        """Return a setting that must be one of a few words."""
        value = self.text(name, default)
        if value not in accepted:
            raise WrongSetting(
                f"{PREFIX}{name} is {value!r}; accepted are: {', '.join(accepted)}."
            )
        return value

    def yes(self, name: str, *, default: bool = False) -> bool:
        """Return a yes or a no."""
        value = self.text(name, "yes" if default else "no").lower()
        if value not in YES | NO:
            raise WrongSetting(f"{PREFIX}{name} is {value!r}; accepted are: yes, no.")
        return value in YES

    def number(self, name: str, default: int, *, least: int, most: int) -> int:
        """Return a whole number within bounds."""
        value = self.text(name, str(default))
        if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
            raise WrongSetting(
                f"{PREFIX}{name} is {value!r}; accepted is a whole number "
                f"from {least} to {most}."
            )
        return int(value)

    def opening_keys(self, name: str) -> str:
        """Return the text of a key file of age's: an identity a line, comments after a #."""
        text = self.text(name)
        files = (source.get(f"{PREFIX}{name}_FILE") for source in (self._environ, self._file))
        try:
            is_good = bool(OpeningKey.of_file(text))
        except ValueError:
            is_good = False
        if (text or any(files)) and not is_good:  # an empty file is no wish for another key
            raise WrongSetting(
                f"{PREFIX}{name} is no key; accepted are lines that begin with "
                "AGE-SECRET-KEY-1, as age-keygen writes them."
            )
        return text

    def database(self) -> dict[str, Any]:
        """Return Django's settings for the database named; without one, SQLite in the home."""
        url = self.text("DATABASE_URL")
        if not url or url.startswith("sqlite:///"):
            path = (
                Path(url.removeprefix("sqlite:///")) if url else self.home / "rapport.sqlite3"
            )
            return {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(path),
                "OPTIONS": {
                    "transaction_mode": "IMMEDIATE",
                    "timeout": 20,
                    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
                },
            }
        parts = urlsplit(url)
        if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
            raise WrongSetting(
                f"{PREFIX}DATABASE_URL must be sqlite:///FILE or postgresql://USER@HOST:PORT/NAME."
            )
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }

    def scanner(self, name: str) -> str:
        """Return where ClamAV listens on this machine: files go there without encryption."""
        url = self.text(name)
        try:
            parts = urlsplit(url)
            is_ours = (
                not url
                or (parts.scheme == "unix" and parts.path.startswith("/"))
                or (
                    parts.scheme == "tcp"
                    and bool(parts.port)
                    and ip_address(parts.hostname or "").is_loopback
                )
            )
        except ValueError:
            is_ours = False
        if not is_ours:
            raise WrongSetting(
                f"{PREFIX}{name} must be unix:///PATH/OF/SOCKET or tcp://127.0.0.1:PORT."
            )
        return url

    def mailbox(self, name: str) -> dict[str, Any]:
        """Return where a mailbox is read: over TLS or not at all; empty texts without one."""
        url = self.text(name)
        parts = urlsplit(url)
        if url and (parts.scheme != "imaps" or not parts.hostname or not parts.username):
            raise WrongSetting(
                f"{PREFIX}{name} must be imaps://USER:PASSWORD@HOST:PORT/FOLDER."
            )
        return {
            "host": parts.hostname or "",
            "port": parts.port or 993,
            "user": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "folder": unquote(parts.path.strip("/")) or "INBOX",
        }


def read_settings_file(path: Path) -> dict[str, str]:
    """Read NAME=VALUE lines; comments start with #. A file that is not there holds nothing."""
    if not path.exists():
        return {}
    found: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals or not name.strip().startswith(PREFIX):
            raise WrongSetting(f"{path}, line {number}: expected {PREFIX}NAME=VALUE.")
        found[name.strip()] = value.strip()
    return found
