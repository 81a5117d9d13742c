"""The chamber's seal: a PAdES B-B signature over the whole document, appended, so that its tags stay."""

from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigSeedSubFilter

from failure import Failure


def seal(pdf, key, password):
    signer = SimpleSigner.load_pkcs12(key, passphrase=password.encode())
    if signer is None:
        raise Failure("key", "the key file cannot be read with this password")
    metadata = PdfSignatureMetadata(field_name="Siegel", subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256")
    sealed = PdfSigner(metadata, signer).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)))
    return sealed.getvalue()
