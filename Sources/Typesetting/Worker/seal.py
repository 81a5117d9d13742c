"""The chamber's seal: a PAdES B-B signature over the whole document, appended, so that its tags stay."""

import functools
import os
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigSeedSubFilter

from failure import Failure


def seal(pdf, header):
    """The sealed document; `reason` stands in the signature, where readers show it."""
    metadata = PdfSignatureMetadata(
        field_name="Siegel",
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        reason=header.get("reason") or None,
    )
    signer = signer_of(header["key"], header["password"], os.stat(header["key"]).st_mtime_ns)
    try:
        return PdfSigner(metadata, signer).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf))).getvalue()
    except PdfError as error:
        raise Failure("document", str(error))


@functools.lru_cache(maxsize=4)
def signer_of(key, password, changed):
    """Opening the file takes longer than a signature, so the newest stay open. `changed` tells a file put in its place."""
    signer = SimpleSigner.load_pkcs12(key, passphrase=password.encode())
    if signer is None:
        raise Failure("key", "the key file cannot be read with this password")
    return signer
