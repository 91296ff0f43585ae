"""Set HTML as a PDF/A-3a with the PDF/UA-1 mark: `python -m rapport.documents.render`.

A process of its own and the only place that imports WeasyPrint: what is set in type was written
by others. Reads one JSON object from stdin (html, title, language, made_at), writes to stdout a
line of JSON, the font files that were used with their hashes, and after it the PDF. No network,
no file but the style sheets and fonts of this machine; bounds on time and memory. Exit status:
0 done, 3 the libraries are missing, anything else a failure.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

from rapport.documents.bounds import bound
from rapport.documents.forked import STAND_READY, stand_ready

MISSING: Final = 3
SHEETS: Final = Path(__file__).resolve().parent / "templates" / "documents"
SHEET_NAMES: Final = frozenset({"letter.css"})
SCHEME: Final = "rapport:"

# PDF/A does not know the PDF/UA mark: it is described beside its value (ISO 19005-3, 6.6.2.3).
_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>Rapport</xmp:CreatorTool>
<xmp:CreateDate>{made_at}</xmp:CreateDate>
<xmp:ModifyDate>{made_at}</xmp:ModifyDate>
</rdf:Description>
{claims}</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
_CLAIMS: Final = """<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of PDF/UA that this file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def main() -> int:
    """Do the order on stdin, or those that come later; return the exit status."""
    if sys.argv[1:] == [STAND_READY]:
        return stand_ready(do_one) if _is_loaded() else MISSING
    return do_one()


def do_one() -> int:
    """Read an order from stdin, write the PDF to stdout, return the exit status."""
    bound()
    if not _is_loaded():
        return MISSING
    if sys.argv[1:] == ["--ready"]:
        return 0
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # its warnings quote the text
    order = json.load(sys.stdin.buffer)
    made_at = datetime.fromisoformat(order["made_at"])
    pdf, fonts = render(order["html"], order["title"], order["language"], made_at)
    sys.stdout.buffer.write(json.dumps({"fonts": fonts}).encode() + b"\n" + pdf)
    return 0


def _is_loaded() -> bool:
    try:
        import weasyprint  # noqa: F401, PLC0415  after the bounds; it may be missing
    except (ImportError, OSError) as trouble:
        print(trouble, file=sys.stderr)  # noqa: T201
        return False
    return True


def render(
    html: str, title: str, language: str, made_at: datetime
) -> tuple[bytes, list[dict[str, str]]]:
    """Return the PDF and its fonts. The same arguments and libraries give the same bytes."""
    from weasyprint import HTML  # noqa: PLC0415
    from weasyprint.document import DocumentMetadata  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts = FontConfiguration()
    page = HTML(string=html, base_url=SCHEME, url_fetcher=_fetcher())
    document = page.render(font_config=fonts)
    made = made_at.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    document.metadata = DocumentMetadata(
        title=title, generator="Rapport", created=made, modified=made, lang=language
    )

    def finish(document: Any, pdf: Any) -> None:
        _mark_headers(document)
        _write_xmp(document, pdf)

    pdf = bytes(document.write_pdf(pdf_variant="pdf/a-3a", finisher=finish))
    return pdf, _fonts(document.fonts.values())


def _fonts(used: Iterable[Any]) -> list[dict[str, str]]:
    """Return the font files that were used, each once: its own full name, and its SHA-256.

    Of the file as it lies on this machine, not of the signs that were taken out of it.
    """
    from weasyprint.text.fonts import get_hb_object_data  # noqa: PLC0415

    files: dict[str, str] = {}
    for font in used:
        data = get_hb_object_data(font.hb_face)
        files[sha256(data).hexdigest()] = _name(data, font.index) or font.family
    return sorted(
        ({"name": name, "sha256": digest} for digest, name in files.items()),
        key=lambda one: (one["name"], one["sha256"]),
    )


def _name(data: bytes, face: int) -> str | None:
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with TTFont(BytesIO(data), fontNumber=face, lazy=True) as file:
        name: str | None = file["name"].getBestFullName()
        return name


def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class OwnSheets(URLFetcher):  # type: ignore[misc]
        """Hands out our style sheets by name, and nothing else."""

        def fetch(self, url: str, headers: object = None) -> Any:
            name = url.removeprefix(SCHEME)
            if not url.startswith(SCHEME) or name not in SHEET_NAMES:
                raise ValueError("only the packaged style sheets can be read")
            sheet = (SHEETS / name).read_bytes()
            return URLFetcherResponse(url, sheet, {"Content-Type": "text/css; charset=utf-8"})

    return OwnSheets()


def _mark_headers(document: Any) -> None:
    """Say of each header cell which way it looks; WeasyPrint writes ids only."""
    for page in document.pages:
        for box in page._page_box.descendants():  # noqa: SLF001  the boxes have no other door
            mark = getattr(box, "mark", None)
            if mark is not None and mark.get("S") == "/TH":
                row = box.element is not None and box.element.attrib.get("scope") == "row"
                mark["A"]["Scope"] = "/Row" if row else "/Column"


def _write_xmp(document: Any, pdf: Any) -> None:
    """Replace the metadata: one RDF, the extension schema, and claims only where they hold."""
    complete = not any(font.missing for font in document.fonts.values())
    metadata = document.metadata
    text = _XMP.format(
        title=escape(metadata.title),
        language=escape(metadata.lang),
        producer=escape(pdf.info["Producer"].string),
        made_at=metadata.created,
        claims=_CLAIMS if complete else "",
    )
    number = int(pdf.catalog["Metadata"].split()[0])
    stream = pdf.objects[number]
    stream.stream = [text.encode()]
    stream.compress = False


if __name__ == "__main__":
    sys.exit(main())
