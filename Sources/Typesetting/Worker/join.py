"""Joins PDF files that Typst wrote, by a stream of objects, and merges their tag trees, so that it stays PDF/UA.

Why not a PDF library: 10,000 letters are half a million tag objects. A version with pikepdf took 27 s and 1 GB for
them, this one 7 s and 45 MB; qpdf keeps no tags, or those of the first part only. Each part's
catalogue, root of pages, root of tags and `Document` tag are replaced by common ones; every other object is copied
under a new number.
"""

import os
import re
import secrets

from failure import Failure
from pdf_part import HEX, STRING, Part, one, split_stream
from pdf_writer import Writer

# In this order: names that must stay unique in the joined file, any other string, a reference, a key into the tree of
# tags, a parenthesis that no string explains.
TOKEN = re.compile(
    rb"/(?:ID|Dest)\s*(?:%b|%b)|/Headers\s*\[[^\]]*\]|(?P<string>%b)|(?P<number>\d+) 0 R"
    rb"|(?P<kind>/StructParents?)\s+(?P<key>\d+)|(?P<stray>[()])"
    % (STRING, HEX, STRING),
    re.DOTALL,
)
OPENING = re.compile(rb"\(|(?<!<)<(?!<)")


def join(parts, out):
    """Joins the files, in order, into the file `out`."""
    with open(out, "wb") as file:
        whole = Whole(Writer(file))
        for path in parts:
            with open(path, "rb") as part:
                whole.append(Part(part.read()))
        whole.finish()
        os.fsync(file.fileno())
    return {"pages": whole.page_count}


class Whole:
    """The joined file while it grows."""

    def __init__(self, writer):
        self.writer = writer
        self.catalogue, self.pages, self.tags, self.document = (writer.reserve() for _ in range(4))
        self.kids, self.sections, self.parent_tree, self.tag_names, self.destinations = [], [], [], [], []
        self.page_count = self.next_key = self.part_count = 0
        self.first = None

    def append(self, part):
        self.first = self.first or part
        if part.roles != self.first.roles:
            raise Failure("fault", "parts with different tag roles")
        renamed = Renaming(self, part, self.writer.reserve(max(part.offsets) + 1))
        for number in part.offsets:
            if number not in part.replaced:
                self.writer.write(renamed.base + number, *renamed.object(part.object(number)))
        pages, document = part.object(part.pages), part.object(part.document)
        self.kids.append(renamed(one(rb"/Kids\s*\[(.*?)\]", pages)[1]))
        self.page_count += int(one(rb"/Count\s+(\d+)", pages)[1])
        self.sections.append(renamed(one(rb"/K\s*\[(.*?)\]", document)[1]))
        for key, target in re.findall(rb"(\d+)\s+(\d+ 0 R)", part.parent_tree):
            self.parent_tree.append(b"%d %b" % (int(key) + self.next_key, renamed(target)))
        self.tag_names += [renamed.name(name) + renamed(target) for name, target in part.tag_names]
        self.destinations += [renamed.name(name) + renamed(target) for name, target in part.destinations]
        self.next_key += part.next_key
        self.part_count += 1

    def finish(self):
        write, first = self.writer.write, self.first
        write(self.pages, b"<</Type/Pages/Count %d/Kids[%b]>>" % (self.page_count, b" ".join(self.kids)))
        tag_names = b"/IDTree<</Names[%b]>>" % b" ".join(self.tag_names) if self.tag_names else b""
        write(self.tags, b"<</Type/StructTreeRoot/RoleMap<<%b>>/K[%d 0 R]/ParentTree<</Nums[%b]>>"
              b"/ParentTreeNextKey %d%b>>"
              % (first.roles, self.document, b" ".join(self.parent_tree), self.next_key, tag_names))
        write(self.document, b"<</Type/StructElem/S/Document/P %d 0 R/K[%b]>>"
              % (self.tags, b" ".join(self.sections)))
        info, metadata = self.writer.reserve(), self.writer.reserve()
        write(info, first.object(first.info))
        write(metadata, *self.metadata())
        names = b"/Names<</Dests<</Names[%b]>>>>" % b" ".join(self.destinations) if self.destinations else b""
        language = one(rb"/Lang\s*(?:%b)" % STRING, first.catalogue)[0]
        write(self.catalogue, b"<</Type/Catalog/Pages %d 0 R/StructTreeRoot %d 0 R/Metadata %d 0 R%b"
              b"/MarkInfo<</Marked true/Suspects false>>/ViewerPreferences<</DisplayDocTitle true/Direction/L2R>>%b>>"
              % (self.pages, self.tags, metadata, language, names))
        self.writer.finish(self.catalogue, info)

    def metadata(self):
        header, xmp = split_stream(self.first.object(self.first.metadata))
        xmp = re.sub(rb"(<xmpTPg:NPages>)\d+", rb"\g<1>%d" % self.page_count, xmp)
        identity = secrets.token_hex(16).encode()
        xmp = re.sub(rb"(<xmpMM:(?:Instance|Document)ID>)[^<]*", rb"\g<1>" + identity, xmp)
        return re.sub(rb"/Length\s+\d+", b"/Length %d" % len(xmp), header), xmp


class Renaming:
    """What becomes of a part's references, unique names and keys of pages in the whole."""

    def __init__(self, whole, part, base):
        self.base, self.next_key = base, whole.next_key
        self.prefix = b"%05d." % whole.part_count
        self.common = {part.pages: whole.pages, part.tags: whole.tags, part.document: whole.document}

    def __call__(self, text):
        return TOKEN.sub(self.token, text)

    def token(self, match):
        if match["number"]:
            number = int(match["number"])
            return b"%d 0 R" % self.common.get(number, self.base + number)
        if match["key"]:
            return b"%b %d" % (match["kind"], int(match["key"]) + self.next_key)
        if match["stray"]:
            raise Failure("fault", "a text in the file is nested too deeply to be joined")
        return match[0] if match["string"] else self.name(match[0])

    def name(self, text):
        """Names with the number of the part in front: unique, and still in order."""
        prefix = {b"(": self.prefix, b"<": self.prefix.hex().encode()}
        return OPENING.sub(lambda start: start[0] + prefix[start[0]], text)

    def object(self, content):
        header, stream = split_stream(content)
        return self(header), stream
