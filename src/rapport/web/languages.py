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


def base_language(code: str) -> str:
    """Return the language of a code without script or region: zh-hans is zh."""
    return code.partition("-")[0].lower()


def catalogue_of(language: str) -> str:
    """Return the code under which the words of a document's language are translated."""
    return next((code for code, _ in LANGUAGES if base_language(code) == language), language)
