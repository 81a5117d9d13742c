"""Reads what somebody handed in, each time in a process of its own that is shut in with the files of this request."""

import json
import os
import shutil
import signal
import traceback

import confine
from failure import DISK_ERRORS, Failure

MOST_ANSWERED = 256 << 20
# As the libraries call it.
TOO_MUCH = ("LimitReachedError", "DecompressionBombError")
# The last one is what a system sends that has no memory left.
TOO_LONG = (signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL)


def perform(header, body):
    match header["do"]:
        case "seals":
            import seals
            return seals.seals(header)
        case "inspect" | "cut" | "unzip":
            import check
            return getattr(check, header["do"])(header)
        case "picture":
            import picture
            return picture.picture(header)
        case "timetable":
            import timetable
            return timetable.timetable(header, body)
    raise Failure("fault", f"nothing that is read: {header['do']}")


def places(header):
    """The files that a request reads, and the files and folders that it writes."""
    readable = [header["in"]] if "in" in header else []
    writable = [header["out"]] if "out" in header else []
    writable += {os.path.dirname(part["out"]) for part in header.get("parts", [])}
    return readable, writable


def of_one_file(work, *given):
    """What goes wrong while a file is read is told of that file, whatever it is."""
    try:
        return work(*given)
    except (Failure, ImportError):
        raise
    except MemoryError as error:
        raise Failure("tooLarge", f"{type(error).__name__}: more than a file may take")
    except OSError as error:
        if error.errno in DISK_ERRORS:
            raise
        raise Failure("document", f"{type(error).__name__}: {error}")
    except Exception as error:
        name = type(error).__name__
        raise Failure("tooLarge" if name in TOO_MUCH else "document", f"{name}: {error}")


def apart(header, body=b""):
    """Has the request answered by a child that can do no harm."""
    warm(header)
    header["clear"] = os.memfd_create("clear")
    try:
        answer = told_by_a_child(header, body)
        if os.fstat(header["clear"]).st_size:
            replace(header["in"], header["clear"])
        return answer
    finally:
        os.close(header["clear"])


def replace(path, descriptor):
    os.lseek(descriptor, 0, os.SEEK_SET)
    with os.fdopen(descriptor, "rb", closefd=False) as clear, open(path + ".clear", "wb") as file:
        shutil.copyfileobj(clear, file)
        os.fsync(file.fileno())
    os.rename(path + ".clear", path)


def told_by_a_child(header, body):
    receiver, sender = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receiver)
        in_the_child(header, body, sender)
    os.close(sender)
    with os.fdopen(receiver, "rb") as pipe:
        told = pipe.read(MOST_ANSWERED + 1)
    # It has said all it has to say, or far too much.
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if not told or len(told) > MOST_ANSWERED:
        ending = os.waitstatus_to_exitcode(status)
        raise Failure("tooLarge" if -ending in TOO_LONG else "document", f"reading it ended with {ending}")
    answer = json.loads(told)
    if not answer.pop("ok"):
        raise Failure(answer["kind"], answer["message"])
    return answer


def warm(header):
    """Loads in the parent what every child needs."""
    if header["do"] == "seals":
        import seals  # noqa: F401
    elif header["do"] == "picture":
        import picture  # noqa: F401
    elif header["do"] == "timetable":
        import timetable  # noqa: F401
    else:
        import check  # noqa: F401


def in_the_child(header, body, sender):
    code = 1
    try:
        os.close(0)
        confine.limit(header["seconds"])
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(header.get("lasting", header["seconds"]))
        readable, writable = places(header)
        for path in writable:
            # A rule can only be about what is there.
            if not os.path.isdir(path):
                os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        open_ways = confine.shut_in(readable + confine.own_files(), writable)
        answer = answered(header, body)
        if open_ways:
            answer["openWays"] = open_ways
        with os.fdopen(sender, "wb") as pipe:
            pipe.write(json.dumps(answer).encode())
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def answered(header, body):
    try:
        return {"ok": True, **of_one_file(perform, header, body)}
    except Failure as failure:
        return {"ok": False, "kind": failure.kind, "message": str(failure)}
    except ImportError as error:
        return {"ok": False, "kind": "missing", "message": str(error)}
    except Exception as error:
        traceback.print_exc()
        return {"ok": False, "kind": "fault", "message": f"{type(error).__name__}: {error}"}
