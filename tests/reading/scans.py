"""Scans, made with Pillow: pages with text and codes, skewed, noisy, grey, upside down; hostile ones."""

from __future__ import annotations

import io
import random
import struct
import zlib

import qrcode
from PIL import Image, ImageDraw, ImageFilter

A4 = (8.27, 11.69)


def sheet(code: str = "", *, dpi: int = 300, words: str = "An ordinary page. ") -> Image.Image:
    """A page with lines of words and, if there is one, a code of 35 mm at its head."""
    page = Image.new("L", (int(A4[0] * dpi), int(A4[1] * dpi)), 255)
    draw = ImageDraw.Draw(page)
    for line in range(40):
        draw.text((dpi, dpi * 3 + line * dpi // 5), words * 4, fill=0)
    if code:
        drawn = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_H, border=4)
        drawn.add_data(code)
        side = int(35 / 25.4 * dpi)
        picture = drawn.make_image().get_image().convert("L").resize((side, side))
        page.paste(picture, (dpi, dpi))
    return page


def as_scanned(page: Image.Image, *, dpi: int = 150, turn: float = 3.0) -> Image.Image:
    """The page as a poor scanner gives it: small, turned, blurred, grey, with specks."""
    small = page.resize((int(A4[0] * dpi), int(A4[1] * dpi)))
    turned = small.rotate(turn, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    grey = turned.filter(ImageFilter.GaussianBlur(0.6)).point(lambda dot: 60 + dot * 150 // 255)
    dice = random.Random(7)
    for _ in range(grey.width * grey.height // 60):
        at = (dice.randrange(grey.width), dice.randrange(grey.height))
        grey.putpixel(at, dice.randrange(256))
    return grey


def saved(*pages: Image.Image, form: str = "PNG", dpi: int = 150) -> bytes:
    """The pages as a file; several only as TIFF and PDF."""
    out = io.BytesIO()
    pages = tuple(page.copy() for page in pages)  # what one form leaves on a page hurts another
    more = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    size = {"resolution": dpi} if form == "PDF" else {"dpi": (dpi, dpi)}
    pages[0].save(out, form, **size, **more)
    return out.getvalue()


def png_of_size(width: int, height: int) -> bytes:
    """A PNG that says it is so large, packed to a few bytes for each row."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data))
            + kind
            + data
            + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    row = bytes(1 + (width + 7) // 8)
    pack = zlib.compressobj(9)
    packed = b"".join(pack.compress(row) for _ in range(min(height, 20_000))) + pack.flush()
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", packed)
        + chunk(b"IEND", b"")
    )


def tiff_that_loops() -> bytes:
    """A TIFF whose only page says that it is its own next page."""
    data = bytearray(saved(Image.new("L", (8, 8), 255), form="TIFF"))
    first = struct.unpack("<I", data[4:8])[0]
    count = struct.unpack("<H", data[first : first + 2])[0]
    end = first + 2 + count * 12
    data[end : end + 4] = struct.pack("<I", first)
    return bytes(data)
