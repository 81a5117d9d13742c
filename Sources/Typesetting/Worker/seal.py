"""The chamber's seal: a PAdES B-B signature over the whole document, appended, so that its tags stay."""

import functools
import os
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.stamp import StaticStampStyle

from failure import Failure

# The mark of a sealed document that brings none of its own: left at the foot of the first page, in points.
MARK = (20, 8, 200, 44)


def seal(pdf, header):
    """The sealed document; `reason` stands in the signature, where readers show it. `mark` is drawn on its first page."""
    metadata = PdfSignatureMetadata(
        field_name="Siegel",
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        reason=header.get("reason") or None,
    )
    signer = signer_of(header["key"], header["password"], os.stat(header["key"]).st_mtime_ns)
    style = field = None
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
        if header.get("mark"):
            style = StaticStampStyle.from_pdf_file(header["mark"], border_width=0, background_opacity=1)
            field = SigFieldSpec("Siegel", on_page=0, box=place(writer), readable_field_name="Siegel der Kammer")
        return PdfSigner(metadata, signer, stamp_style=style, new_field_spec=field).sign_pdf(writer).getvalue()
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, NotImplementedError) as error:
        # Also what carries a seal of ours already, or a certification that allows none.
        raise Failure("document", f"{type(error).__name__}: {error}")


def place(writer):
    """Where the mark goes: at the foot of what is shown of the first page."""
    reference, _ = writer.find_page_for_modification(0)
    page = reference.get_object()
    while "/CropBox" not in page and "/MediaBox" not in page and "/Parent" in page:
        page = page["/Parent"]
    left, bottom = (float(value) for value in list(page.get("/CropBox", page.get("/MediaBox", [0, 0])))[:2])
    return tuple(value + (left, bottom)[index % 2] for index, value in enumerate(MARK))


@functools.lru_cache(maxsize=4)
def signer_of(key, password, changed):
    """Opening the file takes longer than a signature, so the newest stay open. `changed` tells a file put in its place."""
    signer = SimpleSigner.load_pkcs12(key, passphrase=password.encode())
    if signer is None:
        raise Failure("key", "the key file cannot be read with this password")
    return signer
