"""What seals a document from elsewhere carries. Apart from other looks at documents: pyHanko takes a second to load."""

import logging

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)

MOST_SEALS = 10


def seals(header):
    """For each seal in the file whose certificate it is by, its reason, and whether anything changed since."""
    with open(header["in"], "rb") as file:
        return {"seals": [told(one) for one in PdfFileReader(file, strict=False).embedded_signatures[:MOST_SEALS]]}


def told(embedded):
    # Whose certificate it is the program knows by itself: it only has to fit the bytes.
    trust = ValidationContext(trust_roots=[embedded.signer_cert], allow_fetching=False)
    try:
        status = validate_pdf_signature(embedded, trust)
        unchanged = status.intact and status.valid and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    except Exception:
        unchanged = False
    return {
        "fingerprint": embedded.signer_cert.sha256.hex(),
        "reason": str(embedded.sig_object.get("/Reason", "")),
        "unchanged": bool(unchanged),
    }
