"""The chamber's seal: a PAdES B-B signature over the whole document, appended, so that its tags stay."""

import functools
import os
from dataclasses import dataclass
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.stamp import StaticContentStamp, StaticStampStyle

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
            page = Page(writer)
            style = MarkStyle(
                background=ImportedPdfPage(header["mark"]), border_width=0, background_opacity=1, turn=page.turn)
            field = SigFieldSpec("Siegel", on_page=0, box=page.place(MARK), readable_field_name="Siegel der Kammer")
        return PdfSigner(metadata, signer, stamp_style=style, new_field_spec=field).sign_pdf(writer).getvalue()
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, NotImplementedError) as error:
        # Also what carries a seal of ours already, or a certification that allows none.
        raise Failure("document", f"{type(error).__name__}: {error}")


class Page:
    """The first page as readers show it: the part that is cut out of it, turned clockwise."""

    def __init__(self, writer):
        page = writer.find_page_for_modification(0)[0].get_object()
        box = inherited(page, "/CropBox") or inherited(page, "/MediaBox") or [0, 0, 595, 842]
        first, second, third, fourth = (float(value) for value in box)
        self.left, self.right = sorted((first, third))
        self.bottom, self.top = sorted((second, fourth))
        self.turn = int(inherited(page, "/Rotate") or 0) % 360

    def place(self, box):
        """The box on the page that is shown at `box`, counted from the left and the foot of what is shown."""
        x0, y0, x1, y1 = box
        if self.turn == 90:
            return self.right - y1, self.bottom + x0, self.right - y0, self.bottom + x1
        if self.turn == 180:
            return self.right - x1, self.top - y1, self.right - x0, self.top - y0
        if self.turn == 270:
            return self.left + y0, self.top - x1, self.left + y1, self.top - x0
        return self.left + x0, self.bottom + y0, self.left + x1, self.bottom + y1


def inherited(page, key):
    """What a page has of its own, or of the nodes above it."""
    node = page
    while key not in node and "/Parent" in node:
        node = node["/Parent"]
    return node.get(key)


@dataclass(frozen=True)
class MarkStyle(StaticStampStyle):
    """A mark that stands upright on a page that is shown turned."""

    turn: int = 0

    def create_stamp(self, writer, box, text_params):
        if self.turn in (90, 270):
            box = BoxConstraints(width=box.height, height=box.width)
        return Mark(writer, self, box)


class Mark(StaticContentStamp):
    # Readers lay the turned picture into the field.
    matrices = {90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}

    def as_form_xobject(self):
        picture = super().as_form_xobject()
        matrix = self.matrices.get(self.style.turn)
        if matrix:
            picture["/Matrix"] = generic.ArrayObject(generic.NumberObject(value) for value in (*matrix, 0, 0))
        return picture


@functools.lru_cache(maxsize=4)
def signer_of(key, password, changed):
    """Opening the file takes longer than a signature, so the newest stay open. `changed` tells a file put in its place."""
    signer = SimpleSigner.load_pkcs12(key, passphrase=password.encode())
    if signer is None:
        raise Failure("key", "the key file cannot be read with this password")
    return signer
