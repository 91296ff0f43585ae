"""The six languages of the United Nations, by their own names, in its order."""

from typing import Final

LANGUAGES: Final = [
    ("ar", "العربية"),
    ("zh-hans", "中文"),
    ("en", "English"),
    ("fr", "Français"),
    ("ru", "Русский"),
    ("es", "Español"),
]
