"""Find codes on pages, draw pages, put pages together; runs inside the process of `pages` alone."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from math import sqrt
from typing import Any, Final

from rapport.reading.opening.drawing import POINTS_PER_INCH, in_grey
from rapport.reading.opening.limits import MOST_PAGES, Refused, Unable

try:
    import pypdfium2
    from PIL import Image
except ImportError:  # the extra office-files is not installed
    pypdfium2 = None
try:
    import zxingcpp
except ImportError:  # codes are typed then
    zxingcpp = None  # type: ignore[assignment]

DOTS_PER_INCH: Final = 200
MOST_DOTS_LOOKED_AT: Final = 8_000_000
SCREEN_DOTS_PER_INCH: Final = 120
MOST_DOTS_SHOWN: Final = 3_000_000
LARGEST_PICTURE_DOTS: Final = 60_000_000
A4_WIDTH_INCHES: Final = 8.27
FINEST_DOTS_PER_INCH: Final = 1_200
LONGEST_CODE: Final = 64
MOST_CODES: Final = 8
QUALITY: Final = 85
PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_QR: Any = zxingcpp and zxingcpp.BarcodeFormat.QRCode
_FORMATS: Final = ("PNG", "JPEG", "TIFF")
_HEAD_BYTES: Final = 1024


def codes_on(data: bytes) -> dict[str, Any]:
    """Return the codes that stand on each page of a scan. Raises Refused, Unable."""
    if pypdfium2 is None:
        raise Unable
    pages = [_codes_in(page) for page in _looked_at(data)]
    if not pages:
        raise Refused("empty")
    return {"codes": pages, "looked": zxingcpp is not None, "picture": _is_picture(data)}


def picture_of(data: bytes, number: int) -> bytes:
    """Return a page of a PDF, from 1, as a PNG in grey to be read on a screen.

    Raises Refused, also for a page that is not there; Unable.
    """
    if pypdfium2 is None:
        raise Unable
    if b"%PDF-" not in data[:_HEAD_BYTES]:
        raise Refused("kind_unknown")
    document = _document(data)
    if not 1 <= number <= min(len(document), MOST_PAGES):
        raise Refused("no_such_page", pages=len(document))
    try:
        width, height, dots = _drawn(
            document[number - 1], SCREEN_DOTS_PER_INCH, MOST_DOTS_SHOWN
        )
    except pypdfium2.PdfiumError:
        raise Refused("damaged") from None
    told = BytesIO()
    Image.frombytes("L", (width, height), dots).save(told, "PNG")
    return told.getvalue()


def put_together(
    pieces: Sequence[tuple[bytes, int, int | None]],
) -> tuple[bytes, list[int]]:
    """Return one PDF of pages of several files, and how many pages came from each.

    Of a piece, the pages from the first (from 0) up to before the last; None means all. A file
    that cannot be opened gives none. Raises Refused, Unable.
    """
    if pypdfium2 is None:
        raise Unable
    whole, counts = pypdfium2.PdfDocument.new(), []
    for data, first, last in pieces:
        before = len(whole)
        try:
            source = _document(_as_pdf(data) if _is_picture(data) else data)
            end = len(source) if last is None else min(last, len(source))
            if before + end - first > MOST_PAGES:
                raise Refused("too_many_pages", pages=before + end - first, most=MOST_PAGES)
            whole.import_pages(source, list(range(first, end)))
        except pypdfium2.PdfiumError:
            counts.append(0)
        except Refused as refused:
            if refused.code == "too_many_pages":
                raise
            counts.append(0)
        else:
            counts.append(len(whole) - before)
    if not len(whole):
        raise Refused("damaged")
    told = BytesIO()
    whole.save(told)
    return told.getvalue(), counts


def _is_picture(data: bytes) -> bool:
    return data.startswith(PICTURES)


def _looked_at(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield each page in grey: width, height, its dots."""
    if _is_picture(data):
        yield from _frames(data, _grey)
        return
    if b"%PDF-" not in data[:_HEAD_BYTES]:
        raise Refused("kind_unknown")
    document = _document(data)
    if len(document) > MOST_PAGES:
        raise Refused("too_many_pages", pages=len(document), most=MOST_PAGES)
    for number in range(len(document)):
        try:
            yield _drawn(document[number], DOTS_PER_INCH, MOST_DOTS_LOOKED_AT)
        except pypdfium2.PdfiumError:
            raise Refused("damaged") from None


def _document(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as trouble:
        locked = "assword" in str(trouble)
        raise Refused("locked" if locked else "damaged") from None


def _drawn(page: Any, dots_per_inch: int, most_dots: int) -> tuple[int, int, bytes]:
    width, height = page.get_size()
    most = sqrt(most_dots / max(width * height, 1))
    scale = min(dots_per_inch / POINTS_PER_INCH, most)
    return in_grey(page, scale)


def _codes_in(page: tuple[int, int, bytes]) -> list[str]:
    if zxingcpp is None:
        return []
    width, height, dots = page
    picture = memoryview(dots).cast("B", (height, width))
    found = zxingcpp.read_barcodes(picture, formats=_QR)
    texts = (one.text for one in found if len(one.text) <= LONGEST_CODE)
    return [text for text in texts if text.isascii() and text.isprintable()][:MOST_CODES]


# Pictures


@contextmanager
def _careful() -> Iterator[None]:
    """Turn what a picture does to its library into a refusal."""
    Image.MAX_IMAGE_PIXELS = LARGEST_PICTURE_DOTS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Refused("too_much_work") from None
    except (MemoryError, Refused):
        raise
    except Exception:
        raise Refused("damaged") from None


def _frames(data: bytes, made: Callable[[Any], Any]) -> Iterator[Any]:
    """Yield what is made of each page of a picture; a TIFF may have many."""
    number = 0
    with _careful():
        picture = Image.open(BytesIO(data), formats=_FORMATS)
    while True:
        with _careful():
            try:
                picture.seek(number)
            except EOFError:
                return
            if number >= MOST_PAGES:
                raise Refused("too_many_pages", pages=number + 1, most=MOST_PAGES)
            if picture.width * picture.height > LARGEST_PICTURE_DOTS:
                raise Refused("too_much_work")
            one = made(picture)
        yield one
        number += 1


def _grey(picture: Any) -> tuple[int, int, bytes]:
    grey = picture.convert("L")
    most = sqrt(MOST_DOTS_LOOKED_AT / max(grey.width * grey.height, 1))
    if most < 1:
        size = (max(1, int(grey.width * most)), max(1, int(grey.height * most)))
        grey = grey.resize(size, Image.Resampling.BOX)
    return grey.width, grey.height, grey.tobytes()


def _as_pdf(data: bytes) -> bytes:
    """Return a picture as a PDF, each page in the size in which it was scanned."""
    told = BytesIO()
    for number, (page, dots) in enumerate(_frames(data, _page)):
        with _careful():
            page.save(told, "PDF", resolution=dots, quality=QUALITY, append=number > 0)
    return told.getvalue()


def _page(picture: Any) -> tuple[Any, float]:
    page = picture.copy() if picture.mode in {"1", "L", "RGB"} else picture.convert("RGB")
    said = picture.info.get("dpi", (0, 0))[0] or 0
    usual = page.width / A4_WIDTH_INCHES
    return page, float(said) if POINTS_PER_INCH <= said <= FINEST_DOTS_PER_INCH else usual
