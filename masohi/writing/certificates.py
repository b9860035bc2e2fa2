"""Sign letters with certificate files (PKCS#12).

Whose certificate signs is the issuing unit's: a folder holds `<unit>.p12` and `<unit>.password`, kept outside database
and backups. A unit without files signs with a pen.
"""

import io
from pathlib import Path
from typing import Final

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner

from masohi.writing.signing import Signer, SigningFailed

FIELD: Final = "Masohi"


class CertificateSigner:
    """Signs with one PKCS#12 file, as PAdES; the page stays as it was drawn, its text and QR untouched."""

    def __init__(self, certificate: Path, password: bytes) -> None:
        self.certificate = certificate
        self.password = password

    def sign(self, pdf: bytes, *, name: str, place: str) -> bytes:
        """See `Signer.sign`."""
        told = PdfSignatureMetadata(
            field_name=FIELD,
            name=name,
            location=place,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        )
        try:
            key = signers.SimpleSigner.load_pkcs12_data(self.certificate.read_bytes(), [], self.password)
            writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
            out: io.BytesIO = PdfSigner(told, signer=key).sign_pdf(writer)
        except (OSError, ValueError) as fault:
            raise SigningFailed(self.certificate.name) from fault
        return out.getvalue()


def signer_for(folder: Path | None, unit: str) -> Signer | None:
    """The signer of a unit by its short name ("Kejari Ambon" has kejari-ambon.p12); None where it signs with a pen."""
    if folder is None:
        return None
    name = "-".join(unit.lower().split())
    certificate, password = folder / f"{name}.p12", folder / f"{name}.password"
    if not certificate.is_file():
        return None
    try:
        return CertificateSigner(certificate, password.read_text(encoding="utf-8").strip().encode())
    except OSError as fault:
        raise SigningFailed(password.name) from fault
