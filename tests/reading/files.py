"""Files to be read: made here, small, some of them hostile."""

from __future__ import annotations

import io
import itertools
import zipfile
from email.message import EmailMessage

import docx
import pikepdf
import pypdfium2
from weasyprint import HTML

LETTER = """PALAIS DES NATIONS
Mandates of the Special Rapporteur on the right to privacy and the Working Group on Arbitrary Detention
REFERENCE: AL OTH 12/2099
2 March 2099

Ms. Ruth Oyelaran
Chief Executive Officer
Northlight Platforms Inc.

Dear Ms. Oyelaran,

We write to you in our capacities as Special Rapporteur on the right to privacy and Working Group on Arbitrary Detention, pursuant to Human Rights Council resolutions 55/3 and 51/8.

We bring to your attention information we have received concerning an alleged closure of accounts. We recall AL OTH 3/2098, sent on 4 May 2098.

We would be grateful for your observations on the following matters:

1. Please comment on the allegations.

2. Please describe:
(a) the rule that was applied;
(b) who decided.

We would appreciate a response within 60 days. After that, this letter and any response will be made public on the reporting website.

Please accept, Ms. Oyelaran, the assurances of our highest consideration.
"""


def pdf_of(text: str) -> bytes:
    """Return a text as a PDF, a paragraph a line."""
    return HTML(string="".join(f"<p>{line}</p>" for line in text.split("\n"))).write_pdf()


def locked(pdf: bytes) -> bytes:
    """Return a PDF under a password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return out.getvalue()


def word_file(*paragraphs: tuple[str, str]) -> bytes:
    """Return a Word file of paragraphs and their styles."""
    paper = docx.Document()
    for text, style in paragraphs:
        paper.add_paragraph(text, style=style or None)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def bomb() -> bytes:
    """Return a Word file of some kilobytes that unpacks to 200 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * 200_000_000)
    return out.getvalue()


def mail(*, within: EmailMessage | None = None, **attached: bytes) -> EmailMessage:
    """Return a mail with documents attached, or with a mail within."""
    one = EmailMessage()
    one["From"] = "Registry <registry@example.org>"
    one["Subject"] = "A letter"
    one.set_content("A letter is attached.")
    for name, data in attached.items():
        one.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    if within:
        one.add_attachment(within)
    return one


def with_entities(word: bytes) -> bytes:
    """Return a Word file whose text is entities of entities of entities."""
    names = "abcdefg"
    rows = [f'<!ENTITY a "{"A" * 1000}">'] + [
        f'<!ENTITY {one} "{f"&{before};" * 50}">' for before, one in itertools.pairwise(names)
    ]
    head = '<?xml version="1.0"?><!DOCTYPE x [' + "".join(rows) + "]>"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "word/document.xml":
                body = head.encode() + body[body.index(b"<w:document") :]
                body = body.replace(b"A letter", b"&g;")
            new.writestr(name, body)
    return out.getvalue()


def scan_of(text: str) -> bytes:
    """Return a text as a PDF that holds a picture of its page alone."""
    page = pypdfium2.PdfDocument(pdf_of(text))[0]
    out = io.BytesIO()
    page.render(scale=2, grayscale=True).to_pil().save(out, "PDF")
    return out.getvalue()
