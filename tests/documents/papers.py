"""Letters for these tests, in six languages; nobody in them exists."""

from __future__ import annotations

from typing import Final

from rapport.protocol.kinds import Letter

from tests.protocol.making import LETTER  # isort: skip

WORDS: Final = {
    "en": ("Alleged suspension of accounts", "Please provide any additional information."),
    "fr": (
        "Suspension présumée de comptes",
        "Veuillez fournir toute information complémentaire.",
    ),
    "es": ("Presunta suspensión de cuentas", "Sírvanse proporcionar información adicional."),
    "ru": ("Предполагаемая блокировка", "Просьба представить дополнительную информацию."),
    "ar": ("تعليق حسابات حسب الادعاءات", "يرجى تقديم أي معلومات إضافية."),
    "zh": ("据称的账号停用", "请提供任何补充资料。"),
}
PARTS: Final = ["information", "concern", "law", "closing"]


def letter(language: str) -> Letter:
    """Return a letter in a language, with parts, a list and two questions."""
    subject, question = WORDS[language]
    told = LETTER.model_dump()
    return Letter.model_validate(
        {
            **told,
            "language": language,
            "subject": subject,
            "parts": [{"name": name, "text": f"{subject}.\n\n{question}"} for name in PARTS],
            "questions": [{"number": n, "text": question} for n in (1, 2)],
            "also_written_to": ["Hollinbrake"],
        }
    )
