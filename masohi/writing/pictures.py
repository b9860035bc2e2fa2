"""Photos from phones: drawn anew, so that nothing travels in them that we did not draw."""

import io
import struct
from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

PIXELS: Final = 40_000_000  # a cheap phone makes 13 million; a bomb has billions
SIDE: Final = 1600  # pixels of the longer side of the copy we show
EMBLEM: Final = 600  # pixels: 2 cm on paper, twice as fine as a good printer draws

ORIENTATION: Final = 0x0112
TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class UnfitPicture(ValueError):
    """Why a file is not taken as a photo: `args[0]` is a short word."""


def redraw(data: bytes) -> tuple[bytes, str]:
    """A JPEG of at most 1,600 pixels a side without any metadata, and the likeness of the picture (16 hex digits).

    Raises UnfitPicture: "format" for anything that is no JPEG, "metadata" for a file that carries camera data (our
    app draws its photos itself and writes none, so this one came from a gallery), "pixels" for one too large.
    """
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG"]) as picture:
            if picture.width * picture.height > PIXELS:
                raise UnfitPicture("pixels")
            if len(picture.getexif()) or "exif" in picture.info:
                raise UnfitPicture("metadata")
            drawn = picture.convert("RGB")
    except UnfitPicture:
        raise
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise UnfitPicture("format") from None
    drawn.thumbnail((SIDE, SIDE))
    out = io.BytesIO()
    drawn.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue(), likeness(drawn)


def stripped(data: bytes) -> bytes:
    """A picture that an office took with any camera, as a JPEG of at most 1,600 pixels a side: turned as it was held,
    and without place, time, camera or anything else that travels in a file.

    Raises UnfitPicture: "format" for anything that is no JPEG, PNG or WebP, "pixels" for one too large.
    """
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP"]) as picture:
            if picture.width * picture.height > PIXELS:
                raise UnfitPicture("pixels")
            turn = TURNS.get(_held(picture))
            drawn = (picture.transpose(turn) if turn is not None else picture).convert("RGB")
    except UnfitPicture:
        raise
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise UnfitPicture("format") from None
    drawn.thumbnail((SIDE, SIDE))
    out = io.BytesIO()
    Image.frombytes("RGB", drawn.size, drawn.tobytes()).save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


def emblem(data: bytes) -> bytes:
    """A logo for letterheads as a PNG of at most 600 pixels a side, without anything else that travels in a file.

    Raises UnfitPicture: "format" for anything that is no PNG, "pixels" for one too large.
    """
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
            if picture.width * picture.height > PIXELS:
                raise UnfitPicture("pixels")
            drawn = picture.convert("RGBA")
    except UnfitPicture:
        raise
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise UnfitPicture("format") from None
    drawn.thumbnail((EMBLEM, EMBLEM))
    out = io.BytesIO()
    Image.frombytes("RGBA", drawn.size, drawn.tobytes()).save(out, "PNG", optimize=True)
    return out.getvalue()


def _held(picture: Image.Image) -> int:
    """How the camera was held (EXIF orientation, 1 to 8); 1 where nothing readable says so: metadata may be broken."""
    try:
        return int(picture.getexif().get(ORIENTATION, 1))
    except (AttributeError, LookupError, OSError, SyntaxError, TypeError, ValueError, struct.error):
        return 1


def small(data: bytes, *, width: int = 480, height: int = 360, most: int = 14_000) -> bytes:
    """A WebP of exactly that size for a page on a slow network: the middle of the picture, at most `most` bytes."""
    with Image.open(io.BytesIO(data)) as picture:
        drawn = ImageOps.fit(picture.convert("RGB"), (width, height))
    content = b""
    for quality in (70, 60, 50, 40, 30, 20, 10, 1):
        out = io.BytesIO()
        drawn.save(out, "WEBP", quality=quality, method=4)
        content = out.getvalue()
        if len(content) <= most:
            break
    return content


def measured(data: bytes) -> tuple[int, int]:
    """Width and height in pixels of a picture that `stripped` drew."""
    with Image.open(io.BytesIO(data)) as picture:
        return picture.size


CARD: Final = 30_000  # bytes of the smallest form, so that a page of cards opens on a slow network
HASTE: Final = 8  # of 10: an AVIF a tenth larger, drawn four times as quickly


def rendered(data: bytes, widths: Sequence[int]) -> dict[str, bytes]:
    """A picture as AVIF and WebP, not wider than each of `widths`, by name ("480.avif"); nothing else travels in it.

    The narrowest form has at most 30,000 bytes.
    """
    with Image.open(io.BytesIO(data)) as picture:
        whole = picture.convert("RGB")
    found: dict[str, bytes] = {}
    for width in widths:
        drawn = whole.copy()
        drawn.thumbnail((width, 2 * width))
        most = CARD if width == min(widths) else 8 * CARD
        for form in ("avif", "webp"):
            found[f"{width}.{form}"] = _within(drawn, form, most)
    return found


def _within(drawn: Image.Image, form: str, most: int) -> bytes:
    content = b""
    for quality in (70, 60, 50, 40, 30, 20, 10):
        out = io.BytesIO()
        drawn.save(out, form.upper(), quality=quality, speed=HASTE)
        content = out.getvalue()
        if len(content) <= most:
            break
    return content


def as_png(picture: Image.Image) -> bytes:
    """A drawing as a file without loss, quickly rather than small."""
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()


def likeness(picture: Image.Image) -> str:
    """Difference hash: 64 bits that stay nearly the same when a photo is recompressed or a little cropped."""
    small = picture.convert("L").resize((9, 8), Image.Resampling.LANCZOS).tobytes()
    bits = [small[row * 9 + column] < small[row * 9 + column + 1] for row in range(8) for column in range(8)]
    return f"{int(''.join('1' if bit else '0' for bit in bits), 2):016x}"


def distance(one: str, other: str) -> int:
    """How many of the 64 bits of two likenesses differ.

    >>> distance("0000000000000000", "000000000000000f")
    4
    """
    return (int(one, 16) ^ int(other, 16)).bit_count()
