"""Reads a PDF that Typst wrote: one cross reference table, no object streams, number trees in one node. Anything else
is refused.
"""

import re

from failure import Failure

STRING = rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*\)"
HEX = rb"<[0-9A-Fa-f]*>"
ENTRY = re.compile(rb"(%b|%b)\s*(\d+ 0 R)\s*" % (STRING, HEX), re.DOTALL)
OBJECT = re.compile(rb"(\d+) 0 obj\s*")


class Part:
    """One file: its objects by number, and those of them that joining replaces."""

    def __init__(self, data):
        self.data = data
        self.offsets, trailer = read_table(data)
        self.catalogue = self.object(reference(trailer, b"Root"))
        self.pages = reference(self.catalogue, b"Pages")
        self.tags = reference(self.catalogue, b"StructTreeRoot")
        tag_root = self.object(self.tags)
        self.document = int(one(rb"/K\s*\[\s*(\d+) 0 R\s*\]", tag_root)[1])
        self.roles = one(rb"/RoleMap\s*<<(.*?)>>", tag_root)[1]
        self.parent_tree = one(rb"/ParentTree\s*<<\s*/Nums\s*\[(.*?)\]\s*>>", tag_root)[1]
        self.next_key = int(one(rb"/ParentTreeNextKey\s+(\d+)", tag_root)[1])
        self.tag_names = names(tag_root, rb"/IDTree\s*<<\s*/Names\s*\[")
        self.destinations = names(self.catalogue, rb"/Dests\s*<<\s*/Names\s*\[")
        self.metadata, self.info = reference(self.catalogue, b"Metadata"), reference(trailer, b"Info")
        self.replaced = {
            reference(trailer, b"Root"), self.pages, self.tags, self.document, self.metadata, self.info,
            *self.outline_numbers(),
        }

    def object(self, number):
        """The bytes between `obj` and `endobj`."""
        start, end = self.offsets[number]
        header = OBJECT.match(self.data, start)
        end = self.data.rindex(b"endobj", start, end)
        if not header or int(header[1]) != number:
            raise Failure("fault", f"object {number} is not where the table says")
        return self.data[header.end():end].strip()

    def outline_numbers(self):
        """Bookmarks are not kept: ten thousand of the same name help nobody."""
        following = re.search(rb"/Outlines (\d+) 0 R", self.catalogue)
        open_ends = [int(following[1])] if following else []
        while open_ends:
            number = open_ends.pop()
            yield number
            item = self.object(number)
            open_ends += [int(found) for found in re.findall(rb"/(?:First|Next) (\d+) 0 R", item)]


def read_table(data):
    """Where each object starts and the next begins, and the trailer."""
    start = int(one(rb"startxref\s+(\d+)\s+%%EOF\s*$", data[-64:])[1])
    head = re.compile(rb"xref\s+0 (\d+)\s*\n").match(data, start)
    if not head:
        raise Failure("fault", "a part is not a file as Typst writes it")
    end = head.end() + 20 * int(head[1])
    entries = [(int(data[at:at + 10]), number) for number, at in enumerate(range(head.end(), end, 20))
               if data[at + 17:at + 18] == b"n"]
    entries.sort()
    ends = [offset for offset, _ in entries[1:]] + [start]
    return {number: (offset, ends[index]) for index, (offset, number) in enumerate(entries)}, data[end:]


def split_stream(content):
    """Dictionary and stream of an object; None where it has no stream."""
    if not content.endswith(b"endstream"):
        return content, None
    header, _, rest = content.partition(b"stream\n")
    length = int(one(rb"/Length\s+(\d+)(?! 0 R)", header)[1])
    return header.rstrip(), rest[:length]


def names(text, opening):
    start = re.search(opening, text)
    if not start:
        return []
    entries = []
    at = start.end()
    while entry := ENTRY.match(text, at):
        entries.append(entry.groups())
        at = entry.end()
    return entries


def reference(text, key):
    return int(one(rb"/%b (\d+) 0 R" % key, text)[1])


def one(pattern, text):
    match = re.search(pattern, text, re.DOTALL)
    if not match:
        raise Failure("fault", f"a part is not a file as Typst writes it: no {pattern.decode()}")
    return match
