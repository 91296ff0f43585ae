"""Make one half of the labelled letters: `tools/letters.py`, into tests/reading/letters/own.

Form follows what letters of thirty years look like; every sentence is ours. The same code gives
the same texts. The other half is made by people who have not seen the reader; the format of both
stands in tests/reading/letters/README.md.
"""

from __future__ import annotations

import html
import io
import json
import random
import textwrap
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final

import docx
import pypdfium2
from letter_words import COMPANIES, FORMER, HOLDERS, OTHERS, PEOPLE, STATES, WORDS
from weasyprint import HTML

OWN: Final = Path(__file__).resolve().parent.parent / "tests" / "reading" / "letters" / "own"
DATA: Final = Path(__file__).resolve().parent.parent / "src" / "rapport" / "directory" / "data"
MANDATES: Final = {one["slug"]: one for one in json.loads((DATA / "mandates.json").read_text())}
STYLE: Final = """@page{size:A4;margin:2.2cm;@bottom-center{content:counter(page)}%s}
body{font:11pt serif} p{margin:0 0 .8em} .note{float:footnote;font-size:8pt}"""


@dataclass
class Plan:
    """What one letter is like."""

    name: str
    language: str = "en"
    slugs: tuple[str, ...] = ("wg-business", "freedex", "privacy")
    type: str = "AL"
    layout: str = "current"
    form: str = "pdf"
    leave_out: frozenset[str] = frozenset()
    state: bool = False
    days: int = 60
    extra: frozenset[str] = frozenset()
    former: bool = False
    questions: int = 5
    label: dict[str, Any] = field(default_factory=dict)


def main() -> None:
    """Write all letters and their labels."""
    OWN.mkdir(parents=True, exist_ok=True)
    for old in OWN.iterdir():
        old.unlink()
    for number, plan in enumerate(plans(), 1):
        rng = random.Random(plan.name)
        blocks = letter(plan, rng, number)
        data, suffix = FORMS[plan.form](plan, blocks, rng)
        write(plan.name, data, suffix, plan.label)
    for name, data, suffix, label in others():
        write(name, data, suffix, label)


def write(name: str, data: bytes, suffix: str, label: dict[str, Any]) -> None:
    """Write a letter and its label beside it."""
    (OWN / f"{name}.{suffix}").write_bytes(data)
    told = {"file": f"{name}.{suffix}", **label}
    (OWN / f"{name}.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")


def plans() -> list[Plan]:
    """Return what the letters of this half are like."""
    dozen = (
        "wg-business",
        "freedex",
        "hrd",
        "assembly",
        "privacy",
        "migrants",
        "minorities",
        "racism",
        "slavery",
        "trafficking",
        "torture",
        "vaw",
    )
    some = frozenset
    return [
        Plan("en-01-current"),
        Plan("en-02-two-lines", layout="two-lines", form="docx", extra=some({"press", "also"})),
        Plan(
            "en-03-urgent",
            type="UA",
            slugs=("hrd", "wgad", "torture"),
            extra=some({"urgent", "interim"}),
        ),
        Plan("en-04-dozen", slugs=dozen, extra=some({"also", "interim"}), questions=8),
        Plan(
            "en-05-other-letter",
            type="OL",
            slugs=("privacy",),
            days=60,
            leave_out=some({"interim"}),
        ),
        Plan(
            "en-06-old-letterhead",
            layout="old",
            former=True,
            slugs=("hrd", "minorities", "women-girls"),
            state=True,
        ),
        Plan("en-07-colon", layout="colon", form="txt", extra=some({"cited"})),
        Plan("en-08-one-line", layout="current", form="txt-one-line"),
        Plan("en-09-hard-wrapped", form="txt-wrapped", extra=some({"headings"})),
        Plan("en-10-dashes", form="txt-dashes", slugs=("housing", "water")),
        Plan("en-11-web-copy", layout="web", form="txt", extra=some({"procedure"})),
        Plan(
            "en-12-cable",
            layout="cable",
            form="txt-wrapped",
            state=True,
            slugs=("executions", "wgeid"),
        ),
        Plan("en-13-scan", form="scan", slugs=("freedex", "hrd"), questions=3),
        Plan("en-14-noise", form="txt-noise", slugs=("assembly", "freedex", "judges-lawyers")),
        Plan("en-15-losses", form="txt-losses"),
        Plan("en-16-no-reference", leave_out=some({"reference"}), extra=some({"cited"})),
        Plan("en-17-no-list", leave_out=some({"list"}), form="docx"),
        Plan("en-18-no-questions", leave_out=some({"questions", "period"})),
        Plan(
            "en-19-footnotes", form="pdf-notes", extra=some({"headings", "cited"}), questions=8
        ),
        Plan("en-20-email", form="eml"),
        Plan("en-21-no-addressee", leave_out=some({"block"}), form="txt"),
        Plan(
            "en-22-state-on-company", state=True, slugs=("wg-business", "environment", "toxics")
        ),
        Plan(
            "en-23-former",
            former=True,
            slugs=("vaw", "indigenous", "toxics"),
            layout="old",
            form="docx",
        ),
        Plan("en-24-code-below-label", layout="below", questions=1),
        Plan("fr-01-current", language="fr", extra=some({"also"})),
        Plan(
            "fr-02-urgent",
            language="fr",
            type="UA",
            slugs=("hrd", "assembly"),
            form="docx",
            extra=some({"urgent", "interim"}),
        ),
        Plan(
            "fr-03-state",
            language="fr",
            state=True,
            slugs=("freedex", "hrd", "torture"),
            layout="two-lines",
        ),
        Plan("fr-04-text", language="fr", form="txt-wrapped", extra=some({"cited", "interim"})),
        Plan("fr-05-email", language="fr", form="eml", slugs=("wg-business",)),
        Plan("fr-06-missing", language="fr", leave_out=some({"reference", "list", "annex"})),
        Plan("es-01-current", language="es", extra=some({"also", "interim"})),
        Plan(
            "es-02-old",
            language="es",
            layout="two-lines",
            form="docx",
            slugs=("indigenous", "hrd"),
        ),
        Plan(
            "es-03-state",
            language="es",
            state=True,
            slugs=("hrd", "judges-lawyers", "executions"),
        ),
        Plan("es-04-text", language="es", form="txt", layout="below", extra=some({"cited"})),
        Plan(
            "es-05-scan", language="es", form="scan", slugs=("privacy", "freedex"), questions=3
        ),
        Plan(
            "es-06-missing",
            language="es",
            leave_out=some({"period", "publication", "block"}),
            form="txt-wrapped",
        ),
    ]


def titles(plan: Plan) -> list[str]:
    """Return the titles as the letter words them, each slug's own."""
    found = []
    for slug in plan.slugs:
        one = MANDATES[slug]
        title = one["titles"].get(plan.language) or one["title"]
        found.append(FORMER.get(slug, title) if plan.former else title)
    return found


def joined(names: list[str], last: str) -> str:
    """Return a list in words."""
    return names[0] if len(names) == 1 else "; ".join(names[:-1]) + last + names[-1]


def article(title: str, language: str) -> str:
    """Return a title with the article that its language wants after the word mandates."""
    if language == "fr":
        return (
            "de la "
            if title.startswith("Rapporteuse")
            else "de l’"
            if title[0] in "EÉ"
            else "du "
        ) + title
    if language == "es":
        return ("de la " if title.startswith("Relatora") else "del ") + title
    return title


def letter(plan: Plan, rng: random.Random, number: int) -> list[str]:
    """Return a letter's paragraphs, and set its label."""
    words = WORDS[plan.language]
    actor = (
        "OTH"
        if not plan.state
        else {"Norway": "NOR", "Suisse": "CHE", "Chile": "CHL"}[STATES[plan.language][0]]
    )
    code = f"{actor} {rng.randint(1, 160)}/2099"
    on = (rng.randint(1, 28), rng.randint(1, 12), 2099)
    date = words["date"].format(d=on[0], m=words["months"][on[1] - 1], y=on[2])
    named = titles(plan)
    numbers = [f"{rng.randint(40, 61)}/{rng.randint(1, 35)}" for _ in plan.slugs]
    numbers = list(dict.fromkeys(numbers))
    company = rng.choice(COMPANIES[plan.language])
    person = rng.choice(PEOPLE[plan.language])
    label: dict[str, Any] = {
        "looks": "letter",
        "language": plan.language,
        "reference": f"{plan.type} {code}",
        "type": plan.type,
        "date": f"{on[2]}-{on[1]:02}-{on[0]:02}",
        "mandates": list(plan.slugs),
        "resolutions": numbers,
        "person": person,
        "entity": company,
        "also_written_to": [],
        "interim_measures": None,
        "period_days": plan.days,
        "annex": None,
    }
    out: list[str] = []
    heads = {
        "en": "PALAIS DES NATIONS • 1211 GENEVA 10, SWITZERLAND",
        "fr": "PALAIS DES NATIONS • 1211 GENÈVE 10, SUISSE",
        "es": "PALAIS DES NATIONS • 1211 GINEBRA 10, SUIZA",
    }
    if plan.layout == "web":
        out += [
            "We have the honour to address you in our capacities – a letter from the experts",
            "Posted on 4 August 2099 by the editors. The company had 60 days to answer; AL OTH 2/2098 was sent a year before. Page 1 of 9",
        ]
    if plan.layout == "cable":
        out += [
            "NO. 4471 LOG 88123 DATE 3 DECEMBER 2099",
            "FROM: MISSION GENEVA TO: CAPITAL",
            "SUBJECT: LETTER RECEIVED, FORWARDED BELOW",
        ]
    if plan.layout == "old":
        out += [
            "NATIONS UNIES HAUT COMMISSARIAT AUX DROITS DE L’HOMME\nUNITED NATIONS HIGH COMMISSIONER FOR HUMAN RIGHTS"
        ]
    out.append(heads[plan.language])
    if "list" not in plan.leave_out:
        with_articles = [article(one, plan.language) for one in named]
        form = words["list_one"] if len(named) == 1 else words["list"]
        out.append(form.format(mandates=joined(with_articles, words["and"])))
    tag = rng.choice(words["label"])
    if "reference" in plan.leave_out:
        out.append(date)
        label["reference"] = label["type"] = None
    elif plan.layout == "old":
        marks = " ".join(
            f"G/SO 2{n}/{n + 1} Title ({n}7-1{n})" for n in range(1, len(named) + 1)
        )
        out.append(f"REFERENCE: {plan.type} {marks}\n{code}")
        out.append(date)
    elif plan.layout == "two-lines":
        out.append(f"{tag} {plan.type} {code}\n{date}")
    elif plan.layout == "colon":
        out.append(f"REFERENCE: {plan.type}\n{code}:")
        out.append(date)
    elif plan.layout == "below":
        out.append(f"{tag}\n{plan.type} {code}")
        out.append(date)
    else:
        out.append(
            f"{tag} {plan.type} {code}        {date}"
            if rng.random() < 0.4
            else f"{tag} {plan.type} {code}"
        )
        if date not in out[-1]:
            out.append(date)
    if plan.layout == "web":
        out.append("Share this page · Print · Read in French")
    if plan.state:
        state = STATES[plan.language][0]
        name = {"en": "Henrik Solberg", "fr": "Paul Etter", "es": "Diego Arancibia"}[
            plan.language
        ]
        block = [line.format(name=name, state=state) for line in words["mission"]]
        label["person"] = block[1]
        label["entity"] = block[4]
        greeting = words["excellency"]
        if "block" not in plan.leave_out:
            out.append("\n".join(block))
    else:
        if "block" not in plan.leave_out:
            out.append(f"{person}\n{words['ceo']}\n{company}\n14 Harbour Road")
        else:
            label["entity"] = None
        short = f"{person.split()[0]} {person.split()[-1]}"
        greeting = words["dear"].format(name=short)
        if plan.language == "fr":
            greeting = "Madame," if person.startswith("Mme") else "Monsieur,"
        if plan.language == "es" and person.startswith("Sra"):
            greeting = greeting.replace("Estimado", "Estimada")
        if "block" in plan.leave_out:
            label["person"] = None if plan.language == "fr" else short
    out.append(greeting)
    capacity = words["capacity_one"] if len(named) == 1 else words["capacity"]
    line = (
        numbers[0]
        if len(numbers) == 1
        else ", ".join(numbers[:-1]) + words["and_plain"] + numbers[-1]
    )
    out.append(
        rng.choice(capacity).format(
            mandates=joined(named, words["and_plain"]), resolutions=line
        )
    )
    subject = words["policy"] if plan.type == "OL" else rng.choice(words["subjects"])
    label["subject"] = subject
    out.append(rng.choice(words["received"]).format(subject=subject))
    if "procedure" in plan.extra:
        out.append(words["procedure"])
    out.append(words["according"])
    past = words["date"].format(d=9, m=words["months"][2], y=2098)
    facts = [one.format(date=past) for one in words["facts"]]
    if "headings" in plan.extra:
        out += [words["headings"][0], facts[0], words["headings"][1], *facts[1:]]
    else:
        out += facts
    if "cited" in plan.extra:
        out.append(
            words["cited"].format(
                date=past, code="OTH 31/2098" if number % 2 else "AL OTH 31/2098"
            )
        )
    label["questions"] = []
    if "questions" not in plan.leave_out:
        out.append(rng.choice(words["lead"]))
        chosen = words["questions"][: plan.questions]
        label["questions"] = list(chosen)
        out += [f"{place}. {one}" for place, one in enumerate(chosen, 1)]
    if plan.type == "UA":
        out.append(words["urgent"])
    if "period" in plan.leave_out:
        label["period_days"] = None
    else:
        out.append(rng.choice(words["period"]).format(days=plan.days))
    if "publication" in plan.leave_out:
        label["publication"] = None
    else:
        sentence = rng.choice(words["publication"])
        label["publication"] = sentence
        out[-1] += (
            " " + sentence if rng.random() < 0.5 and "period" not in plan.leave_out else ""
        )
        if sentence not in out[-1]:
            out.append(sentence)
    if "interim" in plan.extra:
        sentence = rng.choice(words["interim"])
        label["interim_measures"] = sentence
        out.append(sentence)
    if "press" in plan.extra:
        out.append(words["press"])
    if "also" in plan.extra:
        other, state = rng.choice(OTHERS[plan.language]), STATES[plan.language][1]
        out.append(rng.choice(words["also"]).format(state=state, other=other))
        label["also_written_to"] = [state, other]
    polite = (
        greeting.strip(",:")
        .removeprefix("Dear ")
        .removeprefix("Estimado ")
        .removeprefix("Estimada ")
    )
    out.append(words["closing"].format(name=polite))
    names = rng.sample(HOLDERS, len(named))
    label["holders"] = dict(zip(plan.slugs, names, strict=True))
    out += [f"{name}\n{title}" for name, title in zip(names, named, strict=True)]
    if "annex" not in plan.leave_out:
        annex = rng.choice(words["annex"])
        label["annex"] = annex.split("\n")[0]
        out += [annex, words["annex_text"]]
    plan.label = label
    return out


def as_pdf(plan: Plan, blocks: list[str], rng: random.Random) -> tuple[bytes, str]:
    """Set a letter in type; long ones break within questions, with running headers."""
    running = "@top-right{content:'Page header, confidential'}" if rng.random() < 0.5 else ""
    return HTML(string=_page(blocks, running)).write_pdf(), "pdf"


def as_pdf_with_notes(plan: Plan, blocks: list[str], rng: random.Random) -> tuple[bytes, str]:
    """Set a letter with footnotes and small pages, so that notes and breaks cut questions."""
    notes = [
        "See document A/HRC/17/31, annex, paragraph 4.",
        "Available at the company’s own site, read on 2 January 2099.",
        "Ibid., page 3.",
    ]
    marked = []
    for place, block in enumerate(blocks):
        numbered = block[:2] in ("2.", "4.", "6.")
        note = f'<span class="note">{notes[place % 3]}</span>' if numbered else ""
        marked.append(html.escape(block).replace("\n", "<br>") + note)
    body = "".join(f"<p>{one}</p>" for one in marked)
    style = STYLE % "@top-center{content:'Reference as on the first page'}"
    style = style.replace("size:A4", "size:A5")
    return HTML(string=f"<style>{style}</style>{body}").write_pdf(), "pdf"


def _page(blocks: list[str], running: str) -> str:
    body = "".join(f"<p>{html.escape(one)}</p>".replace("\n", "<br>") for one in blocks)
    return f"<style>{STYLE % running}</style>{body}"


def as_scan(plan: Plan, blocks: list[str], rng: random.Random) -> tuple[bytes, str]:
    """Print and scan a letter: a PDF of pictures, a little askew, with specks."""
    printed = pypdfium2.PdfDocument(HTML(string=_page(blocks, "")).write_pdf())
    pictures = []
    for page in printed:
        picture = page.render(scale=150 / 72, grayscale=True).to_pil()
        picture = picture.rotate(rng.uniform(-0.4, 0.4), fillcolor=255)
        for _ in range(400):
            picture.putpixel((rng.randrange(picture.width), rng.randrange(picture.height)), 90)
        pictures.append(picture)
    out = io.BytesIO()
    pictures[0].save(
        out, "PDF", save_all=True, append_images=pictures[1:], resolution=150, quality=45
    )
    return out.getvalue(), "pdf"


def as_docx(plan: Plan, blocks: list[str], rng: random.Random) -> tuple[bytes, str]:
    """Write a letter in Word, its questions as a list that Word numbers."""
    paper = docx.Document()
    for block in blocks:
        lines = block.split("\n")
        if block[:1].isdigit() and block[1:3] == ". " and len(block) > 25:
            paper.add_paragraph(lines[0][3:], style="List Number")
            for sub in lines[1:]:
                paper.add_paragraph(sub)
        elif len(lines) > 1:
            for line in lines:
                paper.add_paragraph(line)
        else:
            paper.add_paragraph(block)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue(), "docx"


def as_text(plan: Plan, blocks: list[str], rng: random.Random) -> tuple[bytes, str]:
    """Write a paragraph a line."""
    return "\n\n".join(blocks).encode(), "txt"


def as_wrapped(plan: Plan, blocks: list[str], rng: random.Random) -> tuple[bytes, str]:
    """Write lines of 72 signs, in the encoding of old machines, with page numbers."""
    lines = [line for one in blocks for line in [*_wrapped(one), ""]]
    pages = [lines[at : at + 48] for at in range(0, len(lines), 48)]
    text = "\f".join(
        "\n".join([*page, f"                 - {n} -"]) for n, page in enumerate(pages, 1)
    )
    return text.encode("cp1252", "replace"), "txt"


def _wrapped(block: str) -> list[str]:
    return [piece for line in block.split("\n") for piece in textwrap.wrap(line, 72) or [""]]


def as_one_line(plan: Plan, blocks: list[str], rng: random.Random) -> tuple[bytes, str]:
    """Write the whole text on one line."""
    return " ".join(one.replace("\n", " ") for one in blocks).encode(), "txt"


def as_dashes(plan: Plan, blocks: list[str], rng: random.Random) -> tuple[bytes, str]:
    """Write a dash before every line."""
    lines = [line for one in blocks for line in _wrapped(one)]
    return "\n".join(f"- {line}" for line in lines).encode("utf-16"), "txt"


def as_noise(plan: Plan, blocks: list[str], rng: random.Random) -> tuple[bytes, str]:
    """Write what a poor scanner reads: letters for digits, spaces and slashes lost."""
    swaps = {"l": "1", "o": "0", "e": "c", "i": "l", "n": "u", "m": "rn"}
    out = []
    for block in blocks:
        if plan.label["reference"] and plan.label["reference"] in block:
            block = block.replace(
                plan.label["reference"],
                plan.label["reference"].replace(" ", "", 1).replace("O", "0"),
            )
            block = block.replace("REFERENCE", "REFERFNCE").replace("Reference", "Refcrence")
        out.append(
            "".join(swaps.get(sign, sign) if rng.random() < 0.012 else sign for sign in block)
        )
    lines = [line for one in out for line in [*_wrapped(one), ""]]
    return "\n".join(lines).encode(), "txt"


def as_losses(plan: Plan, blocks: list[str], rng: random.Random) -> tuple[bytes, str]:
    """Write what extraction loses: apostrophes, and spaces before numbers."""
    text = "\n".join(blocks).replace("’", "").replace("resolutions ", "resolutions")
    return text.replace(" and the ", " andthe ", 1).encode(), "txt"


def as_email(plan: Plan, blocks: list[str], rng: random.Random) -> tuple[bytes, str]:
    """Attach a letter to a mail that speaks of other dates."""
    pdf, _ = as_pdf(plan, blocks, rng)
    mail = EmailMessage()
    mail["From"] = "Registry <registry@example.org>"
    mail["To"] = "Office of the Chief Executive <office@example.com>"
    mail["Subject"] = "Letter from experts"
    mail["Date"] = "Mon, 09 Nov 2099 10:00:00 +0100"
    mail["Message-ID"] = f"<{plan.name}@example.org>"
    mail.set_content(
        "Dear Sir or Madam,\n\nPlease find a letter attached. It was signed on 1 January 2099.\n\nThe registry\n"
    )
    mail.add_attachment(pdf, maintype="application", subtype="pdf", filename="letter.pdf")
    return mail.as_bytes(), "eml"


FORMS: Final = {
    "pdf": as_pdf,
    "pdf-notes": as_pdf_with_notes,
    "scan": as_scan,
    "docx": as_docx,
    "txt": as_text,
    "txt-wrapped": as_wrapped,
    "txt-one-line": as_one_line,
    "txt-dashes": as_dashes,
    "txt-noise": as_noise,
    "txt-losses": as_losses,
    "eml": as_email,
}


def others() -> list[tuple[str, bytes, str, dict[str, Any]]]:
    """Return replies, and what looks like a letter and is none."""
    answers = [
        "We have looked into the case and found that the notice was sent in English alone. It is now sent in the language of the account.",
        "Our due diligence for the product was carried out in 2097. A summary is attached.",
        "Under the law that applies we can neither confirm nor deny requests of authorities.",
    ]
    label = {
        "looks": "reply",
        "language": "en",
        "reference": "AL OTH 12/2099",
        "letter_date": "2099-03-02",
        "date": "2099-04-20",
        "entity": "Northlight Platforms Inc.",
        "answers": [{"question": n, "text": one} for n, one in enumerate(answers, 1)],
    }
    head = "Northlight Platforms Inc.\n\n20 April 2099\n\nSpecial Rapporteur on the right to privacy\nWorking Group on the issue of human rights and transnational corporations and other business enterprises\n\nDear Special Rapporteur, dear members of the Working Group,\n\nThank you for your letter of 2 March 2099 [Ref: AL OTH 12/2099]. We recall AL OTH 3/2098 as well.\n\n"
    closing = "\n\nYours sincerely,\n\nAdrian Fellowes\nChief Executive Officer"
    named = (
        head + "\n\n".join(f"Question {n}\n{one}" for n, one in enumerate(answers, 1)) + closing
    )
    plain = head + "\n\n".join(f"{n}. {one}" for n, one in enumerate(answers, 1)) + closing
    bare = {**label, "reference": None, "answers": []}
    prose = (
        head.replace(" [Ref: AL OTH 12/2099]", "").replace(
            " We recall AL OTH 3/2098 as well.", ""
        )
        + " ".join(answers)
        + closing
    )
    spanish = "Redes del Sur S.A.\n\n20 de abril de 2099\n\nEstimados Relatores Especiales:\n\nEn respuesta a su carta de 2 de marzo de 2099 (AL OTH 12/2099), nuestra empresa responde lo siguiente.\n\nRespuesta a la pregunta 1: El aviso se envía ahora en el idioma de la cuenta.\n\nRespuesta a la pregunta 2: La diligencia debida se llevó a cabo en 2097.\n\nAtentamente,\n\nElena Cifuentes"
    spanish_label = {
        **label,
        "language": "es",
        "entity": "Redes del Sur S.A.",
        "answers": [
            {"question": 1, "text": "El aviso se envía ahora en el idioma de la cuenta."},
            {"question": 2, "text": "La diligencia debida se llevó a cabo en 2097."},
        ],
    }
    other = {"looks": "other"}
    ngo = "OPEN LETTER\n\n3 May 2099\n\nDear Mr. Fellowes,\n\nWe, the undersigned organisations, write to you about your store. The Special Rapporteur on the right to privacy wrote to you before (AL OTH 12/2099).\n\nWe ask you to answer the following questions within 60 days:\n\n1. Which rule was applied?\n2. Who decided?\n\nYours sincerely,\nExample Network of Editors"
    press = "PRESS RELEASE\n\nGENEVA, 5 June 2099 – Experts today expressed concern at the alleged removal of an application. “We have written to the company,” they said. The experts: Special Rapporteur on the right to privacy; Working Group on Arbitrary Detention.\n\nThe company has 60 days to answer the letter AL OTH 12/2099.\n"
    article = "Why a letter matters\n\nBy a reader, 7 June 2099\n\nLast spring the UN experts sent a letter, AL OTH 12/2099, in their capacity as observers of our times, one might say. It asked five questions. 1. Who decided? 2. Why?\n"
    answer = "Northlight Platforms Inc.\n\n9 June 2099\n\nDear Ms. Oyelaran,\n\nThank you for the letter of your organisation of 3 May 2099. We take the matter to heart.\n\n1. The rule was rule 9.\n2. A team decided.\n\nYours sincerely,\nAdrian Fellowes"
    return [
        ("reply-01-named", named.encode(), "txt", label),
        (
            "reply-02-numbered",
            HTML(string=_page(plain.split("\n\n"), "")).write_pdf(),
            "pdf",
            label,
        ),
        ("reply-03-prose", prose.encode(), "txt", bare),
        ("reply-04-spanish", spanish.encode("cp1252"), "txt", spanish_label),
        ("other-01-open-letter", ngo.encode(), "txt", other),
        ("other-02-press-release", press.encode(), "txt", other),
        ("other-03-article", article.encode(), "txt", other),
        ("other-04-answer-to-an-organisation", answer.encode(), "txt", other),
    ]


if __name__ == "__main__":
    main()
