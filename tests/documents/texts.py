"""Letters and replies with signs that are hard to set and to read back; all is invented."""

from __future__ import annotations

from typing import Final

from rapport.protocol.kinds import Letter, Reply, Stance

from tests.protocol.making import AT, LETTER  # isort: skip

SUBJECTS: Final = {
    "en": "Alleged suspension of accounts in Vellanta",
    "fr": "Suspension présumée de comptes à Vellanta",
    "es": "Presunta suspensión de cuentas en Vellanta",
    "ru": "Предполагаемая блокировка учётных записей",
    "ar": "تعليق الحسابات حسب الادعاءات",
    "zh": "据称在韦兰塔停用账号",
}
PARAGRAPHS: Final = {
    "en": [
        "The “file” of Ms. Ødegård – naïve, she’d say – was closed; fees: 12 € (±3 %).",
        "We affirm the affluent office’s difficult, flawless efficiency: fi, fl, ffi, ffl.",
    ],
    "fr": [
        "L’œuvre, où çà et là l’État reçoit naïvement des façons d’être : « déjà », ÀÉÙÇŒ.",
        "Où s’arrête-t-elle ? Peut-être à Noël, même si l’enquête, hélas, n’a été qu’ébauchée.",
    ],
    "es": [
        "¿Qué acción tomó la compañía? ¡Ninguna! El niño, según Núñez, pidió un pingüino.",
        "Más aún: ÁÉÍÓÚÑÜ, la presunta suspensión ocurrió después del 3.º día.",
    ],
    "ru": [
        "Съешь ещё этих мягких булок, да выпей чаю: «объект», подъезд, ёж, щука, № 7.",
        "Эта мера, как утверждается, нарушила право на свободу выражения мнений.",
    ],
    "ar": [
        "لا يجوز تقييد حرية التعبير إلا بالقانون، والأمم المتحدة الآن تطلب الإجابة.",
        "الأخلاق والإنسان والآراء والأعمال: فلا بلا كلا، لأن لآلئ السلام للأطفال.",
        "قيل إن الحساب أغلق مؤقتاً، وفقاً للشركة، خلال ثلاثة أيام.",
    ],
    "zh": [
        "据称，该公司在三天之内停用了二十三个账号，未作任何解释。",
        "我们谨请贵公司说明：这些措施的法律依据、理由和救济途径；“透明”何在？",
    ],
}
QUESTIONS: Final = {
    "en": ["Please explain the alleged measure.", "How will it be remedied?", "Who decided?"],
    "fr": ["Veuillez expliquer la mesure présumée.", "Quel recours ?", "Qui a décidé ?"],
    "es": ["Sírvase explicar la medida.", "¿Qué recurso existe?", "¿Quién decidió?"],
    "ru": ["Просьба пояснить меру.", "Какие средства защиты есть?", "Кто принял решение?"],
    "ar": ["يرجى إيضاح الإجراء.", "ما الآليات المتاحة للانتصاف؟", "من اتخذ القرار الأول؟"],
    "zh": ["请说明据称的措施。", "有何救济途径？", "由谁作出决定？"],
}


def letter(language: str) -> Letter:
    """Return a letter whose every word is in its language, with three questions."""
    said = PARAGRAPHS[language]
    return Letter.model_validate(
        {
            **LETTER.model_dump(),
            "language": language,
            "subject": SUBJECTS[language],
            "parts": [
                {"name": "information", "text": "\n\n".join(said)},
                {"name": "concern", "text": f"- {said[0]}\n- *{said[1]}*"},
            ],
            "questions": [
                {"number": number, "text": text}
                for number, text in enumerate(QUESTIONS[language], 1)
            ],
        }
    )


def reply(language: str) -> Reply:
    """Return a reply to it: one answer in the words of the letter, one declined."""
    asked = letter(language)
    stances = (Stance.ANSWERED, Stance.PARTLY, Stance.DECLINED)
    texts = (*PARAGRAPHS[language][:2], QUESTIONS[language][0])
    return Reply.model_validate(
        {
            "reply": asked.letter,
            "letter": asked.letter,
            "reference": asked.reference,
            "kind": "substantive",
            "language": language,
            "dated_on": asked.dated_on,
            "sent_at": AT,
            "entity": "Quillmoor Social Inc.",
            "signed_by": "Noor Halsted",
            "opening": PARAGRAPHS[language][0],
            "answers": [
                {"number": number, "stance": stance, "text": text}
                for number, (stance, text) in enumerate(zip(stances, texts, strict=True), 1)
            ],
            "demonstration": True,
        }
    )
