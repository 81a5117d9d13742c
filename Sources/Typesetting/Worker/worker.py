"""The worker of Typesetting: takes requests from the socket on file descriptor 0 and answers them there, one by one.

A message is two lengths (4 bytes each, big endian), a JSON header and a body. A header from the program says what to
`do`; a header to the program has `ok`, `resident` (bytes in memory) and either the figures asked for or `kind` and
`message` of what went wrong. The end of the socket ends the worker, and so does a request that keeps the processor for
more than its `seconds`, or is there for more than `lasting` seconds: Typst cannot be interrupted, and the program that
would end it may be gone. On a machine where others have the cores, what is short takes long, and is no endless thing.
"""

import json
import os
import resource
import signal
import socket
import struct
import sys
import traceback

from failure import Failure

# Far above what runs need: a document made to fill the memory ends this worker, not the machine.
MOST_MEMORY = 6 << 30
DEAD_PROXY = "http://127.0.0.1:9"


def main():
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    # Typst would fetch packages it does not find; through a proxy that nobody is, it cannot.
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        os.environ[name] = os.environ[name.upper()] = DEAD_PROXY
    connection = socket.socket(fileno=0)
    stream = connection.makefile("rb")
    while len(lengths := stream.read(8)) == 8:
        head, body = (stream.read(length) for length in struct.unpack(">II", lengths))
        answer, result = answer_to(json.loads(head), body)
        answer["resident"] = resident_bytes()
        head = told(answer)
        connection.sendall(struct.pack(">II", len(head), len(result)) + head)
        connection.sendall(result)


def told(answer):
    """The head of an answer. Texts out of files may have half a pair of surrogates, which no reader of JSON takes."""
    text = json.dumps(answer, ensure_ascii=False)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def answer_to(header, body):
    signal.setitimer(signal.ITIMER_PROF, header["seconds"])
    signal.alarm(header["lasting"])
    try:
        figures, result = perform(header, body)
        return {"ok": True, **figures}, result
    except Failure as failure:
        return {"ok": False, "kind": failure.kind, "message": str(failure)}, b""
    except ImportError as error:
        return {"ok": False, "kind": "missing", "message": str(error)}, b""
    except Exception as error:
        traceback.print_exc()
        return {"ok": False, "kind": "fault", "message": f"{type(error).__name__}: {error}"}, b""
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)


def perform(header, body):
    # Imported when asked for: a worker that typesets never loads the sealing library.
    match header["do"]:
        case "typeset":
            import typeset
            figures, pdf = typeset.typeset(header, body)
            if "key" in header:
                import seal
                pdf = seal.seal(pdf, header)
            return figures, kept(pdf, header)
        case "join":
            import join
            return join.join(header["parts"], header["out"]), b""
        case "seal":
            import seal
            return {}, kept(seal.seal(contents(header), header), header)
        case "describe-key" | "create-key":
            import keys
            return (keys.create if header["do"] == "create-key" else keys.describe)(header), b""
        case "append":
            import check
            import reading
            return reading.of_one_file(check.append, header), b""
        case "seals" | "inspect" | "cut" | "unzip" | "picture" | "timetable":
            import reading
            return reading.apart(header, body), b""
    raise Failure("fault", f"unknown request {header['do']}")


def contents(header):
    with open(header["in"], "rb") as file:
        return file.read()


def kept(pdf, header):
    """The answer's body: the document, or nothing when it goes into the file `out`."""
    if header.get("out") is None:
        return pdf
    with open(header["out"], "wb") as file:
        file.write(pdf)
        os.fsync(file.fileno())
    return b""


def resident_bytes():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    try:
        main()
    except (BrokenPipeError, ConnectionResetError):
        sys.exit(0)
