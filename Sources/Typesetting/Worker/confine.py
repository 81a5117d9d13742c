"""Shuts in a process that reads what somebody handed in: it sees the files of its request and nothing else of this
machine, has no network, starts no program and no other process, and neither sends a signal to another one nor changes
what it may use up. All of it without special rights:
Landlock (Linux 5.13 and later) for the files, seccomp (through libseccomp) for the rest.
"""

import ctypes
import os
import resource
import signal
import sys

MOST_MEMORY = 2 << 30
MOST_WRITTEN = 4 << 30
NEVER = 0x7FFFFFFF

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR, REMOVE_FILE, MAKE_REG, TRUNCATE = (1 << bit for bit in (0, 1, 2, 3, 5, 8, 14))
# What each version of Landlock knows to forbid: files, networks, scopes (abstract sockets and signals).
FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
NETWORK_SINCE, NETWORK_RIGHTS = 4, 3
SCOPES_SINCE, SCOPES = 6, 3
TO_A_FILE = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE

ALLOW, DENY, UNKNOWN = 0x7FFF0000, 0x00050000 | 1, 0x00050000 | 38
NOT_EQUAL, EQUAL, MASKED_EQUAL = 1, 4, 7
CLONE_THREAD = 0x10000
# Another owner or signal of a descriptor: a signal by a detour.
F_SETOWN, F_SETSIG, F_SETOWN_EX = 8, 10, 15
FORBIDDEN = (
    "socket socketpair connect bind listen accept accept4 sendto sendmsg sendmmsg execve execveat ptrace bpf keyctl "
    "add_key request_key process_vm_readv process_vm_writev process_madvise pidfd_open pidfd_getfd pidfd_send_signal "
    "rt_sigqueueinfo rt_tgsigqueueinfo tkill io_uring_setup io_uring_enter io_uring_register userfaultfd "
    "perf_event_open mount umount2 pivot_root chroot unshare setns open_by_handle_at name_to_handle_at kexec_load "
    "init_module finit_module delete_module swapon swapoff reboot setpriority ioprio_set sched_setscheduler "
    "sched_setattr sched_setparam sched_setaffinity shmget semget msgget mq_open fanotify_init syslog acct quotactl "
    "fork vfork"
).split()

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long


class Ruleset(ctypes.Structure):
    _fields_ = [("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64)]


class Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32)]


class Comparison(ctypes.Structure):
    _fields_ = [("argument", ctypes.c_uint), ("operator", ctypes.c_int), ("one", ctypes.c_uint64),
                ("other", ctypes.c_uint64)]


def limit(seconds):
    """What a process may use up, wherever it runs. It ends with the one that started it."""
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + 1, seconds + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_WRITTEN, MOST_WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def shut_in(readable, writable):
    """Confines this process for ever to some files and folders.

    Returns what could not be had on this system: `files`, `network`.
    """
    missing = []
    if not files_only(readable, writable):
        missing.append("files")
    if not calls_only():
        missing.append("network")
    return missing


def files_only(readable, writable):
    version = libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return False
    rights = FILE_RIGHTS[max(known for known in FILE_RIGHTS if known <= version)]
    rules = Ruleset(rights, NETWORK_RIGHTS if version >= NETWORK_SINCE else 0, SCOPES if version >= SCOPES_SINCE else 0)
    size = 8 if version < NETWORK_SINCE else 16 if version < SCOPES_SINCE else 24
    ruleset = libc.syscall(CREATE_RULESET, ctypes.byref(rules), ctypes.c_size_t(size), 0)
    if ruleset < 0:
        return False
    try:
        for path in readable:
            allow(ruleset, path, (READ_FILE | READ_DIR) & rights)
        for path in writable:
            allow(ruleset, path, (READ_FILE | READ_DIR | WRITE_FILE | MAKE_REG | REMOVE_FILE | TRUNCATE) & rights)
        return libc.syscall(RESTRICT_SELF, ruleset, 0) == 0
    finally:
        os.close(ruleset)


def allow(ruleset, path, rights):
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not os.path.isdir(path):
            rights &= TO_A_FILE
        libc.syscall(ADD_RULE, ruleset, 1, ctypes.byref(Beneath(rights, place)), 0)
    finally:
        os.close(place)


def calls_only():
    try:
        seccomp = ctypes.CDLL("libseccomp.so.2")
    except OSError:
        return False
    seccomp.seccomp_init.restype = ctypes.c_void_p
    rules = ctypes.c_void_p(seccomp.seccomp_init(ALLOW))

    def forbid(name, comparison=None, answer=DENY):
        number = seccomp.seccomp_syscall_resolve_name(name.encode())
        # Negative where this architecture or this version of the library has no such call.
        if number >= 0:
            seccomp.seccomp_rule_add_array(
                rules, answer, number, 1 if comparison else 0, ctypes.byref(comparison) if comparison else None)

    for name in FORBIDDEN:
        forbid(name)
    for name in ("kill", "tgkill"):
        forbid(name, Comparison(0, NOT_EQUAL, os.getpid(), 0))
    # Zero is the process itself.
    forbid("prlimit64", Comparison(0, NOT_EQUAL, 0, 0))
    for command in (F_SETOWN, F_SETSIG, F_SETOWN_EX):
        forbid("fcntl", Comparison(1, EQUAL, command, 0))
    # Threads of its own only: a child would have neither its alarm nor its end. What clone3 is asked for no filter can
    # see; told that there is none, the C library takes clone.
    forbid("clone", Comparison(0, MASKED_EQUAL, CLONE_THREAD, 0))
    forbid("clone3", answer=UNKNOWN)
    loaded = seccomp.seccomp_load(rules) == 0
    seccomp.seccomp_release(rules)
    return loaded


def own_files():
    """What Python and its libraries may still have to read."""
    return [sys.prefix, sys.base_prefix, os.path.dirname(os.path.abspath(__file__)), "/usr/lib", "/lib", "/lib64",
            "/usr/share/zoneinfo", "/etc/ld.so.cache", "/dev/null", "/dev/urandom"]
