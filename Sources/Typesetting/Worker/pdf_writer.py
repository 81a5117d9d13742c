"""Writes a PDF object by object, the small ones in compressed object streams."""

import secrets
import struct
import zlib

OBJECTS_PER_STREAM = 400
ENTRY = struct.Struct(">BQH")


class Writer:
    def __init__(self, file):
        self.file, self.position = file, 0
        self.table = bytearray(ENTRY.pack(0, 0, 65535))
        self.waiting = []
        self.put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self, count=1):
        """The first of so many new object numbers."""
        first = len(self.table) // ENTRY.size
        self.table += bytes(count * ENTRY.size)
        return first

    def write(self, number, content, stream=None):
        if stream is None:
            self.waiting.append((number, content))
            if len(self.waiting) == OBJECTS_PER_STREAM:
                self.write_waiting()
        else:
            self.enter(number, 1, self.position, 0)
            self.put(b"%d 0 obj\n%b\nstream\n" % (number, content))
            self.put(stream)
            self.put(b"\nendstream\nendobj\n")

    def finish(self, catalogue, info):
        self.write_waiting()
        number, start = self.reserve(), self.position
        self.enter(number, 1, start, 0)
        identity = secrets.token_hex(16).encode()
        table = zlib.compress(bytes(self.table))
        size = len(self.table) // ENTRY.size
        self.write(number, b"<</Type/XRef/Size %d/W[1 8 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]/Filter/FlateDecode"
                   b"/Length %d>>" % (size, catalogue, info, identity, identity, len(table)), table)
        self.put(b"startxref\n%d\n%%%%EOF\n" % start)
        self.file.flush()

    def write_waiting(self):
        if not self.waiting:
            return
        stream_number = self.reserve()
        index, contents, at = [], [], 0
        for place, (number, content) in enumerate(self.waiting):
            self.enter(number, 2, stream_number, place)
            index.append(b"%d %d" % (number, at))
            contents.append(content)
            at += len(content) + 1
        head = b" ".join(index) + b"\n"
        packed = zlib.compress(head + b"\n".join(contents), 4)
        count, self.waiting = len(self.waiting), []
        self.write(stream_number, b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>"
                   % (count, len(head), len(packed)), packed)

    def enter(self, number, kind, where, place):
        ENTRY.pack_into(self.table, number * ENTRY.size, kind, where, place)

    def put(self, data):
        self.file.write(data)
        self.position += len(data)
