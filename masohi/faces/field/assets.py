"""Files of the field app as one set under one name: the name changes with any byte, so a page never mixes versions."""

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

FACES = Path(__file__).resolve().parent
UI = FACES.parents[1] / "ui" / "static" / "ui"
SHARED = ("logo.svg",)
ICONS = "field/ikon.svg"
OWN_ICONS = "field/ikon-lapangan.svg"
SYMBOL = re.compile(r'<symbol id="([\w-]+)".*?</symbol>', re.DOTALL)
FOR_READERS = re.compile(r"^[ \t]+|^[ \t]*//.*\n|(?<=;)[ \t]+// .*$", re.MULTILINE)
WORKER = "field/sw.js"
FIRST = "field/aplikasi.js"
KINDS = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}


class Bundle(NamedTuple):
    """Every file by its name (`field/…`, `ui/…`), and the version: 16 hexadecimal digits of their contents."""

    version: str
    files: dict[str, bytes]

    @property
    def base(self) -> str:
        """Address under which this version lies."""
        return f"/lapangan/aset/{self.version}/"

    @property
    def modules(self) -> list[str]:
        """Modules that the first one imports, so that a browser fetches them at once and not one after the other."""
        return [name for name in self.files if name.endswith(".js") and name not in {WORKER, FIRST}]

    @property
    def shell(self) -> list[str]:
        """Addresses of what works without network."""
        return [f"{self.base}{name}" for name in self.files if name != WORKER and not name.endswith(".png")]


@cache
def bundle() -> Bundle:
    """Read once a process."""
    return bundle_of(FACES / "static" / "field", FACES / "templates" / "field")


def bundle_of(own: Path, shell: Path) -> Bundle:
    """All files of a folder, what is shared with the other pages, and as part of the version the shell itself."""
    files = {f"field/{path.name}": path.read_bytes() for path in sorted(own.iterdir()) if path.suffix in KINDS}
    files = {name: slim(data) if name.endswith(".js") else data for name, data in files.items()}
    files[ICONS] = sprite(files, (UI / "ikon.svg").read_text(encoding="utf-8") + files.pop(OWN_ICONS).decode())
    files |= {f"ui/{name}": (UI / name).read_bytes() for name in SHARED}
    digest = hashlib.sha256()
    for part in (*(path.read_bytes() for path in sorted(shell.iterdir())), *files.values()):
        digest.update(hashlib.sha256(part).digest())
    return Bundle(digest.hexdigest()[:16], files)


def slim(module: bytes) -> bytes:
    """A module without what only its readers need: comments and indentation. No text of ours spans lines.

    >>> slim(b"// why\\nif (x) {\\n  y(); // because\\n}\\n").decode()
    'if (x) {\\ny();\\n}\\n'
    """
    return FOR_READERS.sub("", module.decode()).encode()


def sprite(files: dict[str, bytes], icons: str) -> bytes:
    """The icons that some module names, as one picture."""
    said = b"".join(data for name, data in files.items() if name.endswith(".js")).decode()
    used = [found[0] for found in SYMBOL.finditer(icons) if f'"{found[1]}"' in said]
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(used)}</svg>'.encode()


def kind_of(name: str) -> str:
    """Media type of a file of the bundle."""
    return KINDS[Path(name).suffix]
