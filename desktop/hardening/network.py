"""No network by construction: the kernel refuses us and all that we start every socket but local ones.

A seccomp filter looks at the domain that socket(2) and socketpair(2) are asked for, and lets AF_UNIX (agents,
buses, displays) and AF_NETLINK (the kernel itself) through. io_uring, which opens sockets past any filter, is
refused, and so are calls of another architecture, whose numbers mean other things, and those that take a
socket or the control of another process. What the filter does not see: a socket that another program opened
and handed over through a local one, and what such a program does when it is asked over one.

A display over TCP (DISPLAY=host:0) does not work any more, nor does any setuid program that a child would
start: the kernel wants both given up (PR_SET_NO_NEW_PRIVS) before it takes a filter from a normal user.
"""

import ctypes
import errno
import os
import struct
import sys
from typing import NamedTuple

_PR_SET_NO_NEW_PRIVS, _SET_MODE_FILTER = 38, 1  # linux/prctl.h, linux/seccomp.h
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000  # SECCOMP_RET_*, linux/seccomp.h
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # BPF_LD|W|ABS, BPF_JMP|JEQ|K, |JGE|K, BPF_RET|K
_NR, _ARCH, _FIRST = 0, 4, 16  # offsets in struct seccomp_data; the low half of the first argument
_AF_UNIX, _AF_INET, _AF_INET6, _AF_NETLINK = 1, 2, 10, 16  # bits/socket.h
_SOCK_DGRAM = 2
_IO_URING_SETUP, _PIDFD_GETFD = 425, 438  # of every architecture
_ALL_THREADS = 1  # SECCOMP_FILTER_FLAG_TSYNC, linux/seccomp.h
_X32 = 0x40000000
"""Numbers from here on are calls of x86-64's 32-bit variant, under the same architecture (asm/unistd.h)."""


class _Machine(NamedTuple):
    """An architecture's name for seccomp (linux/audit.h), and its numbers of some calls (asm/unistd.h)."""

    arch: int
    socket: int
    socketpair: int
    ptrace: int
    seccomp: int


_MACHINES = {
    "x86_64": _Machine(0xC000003E, 41, 53, 101, 317),
    "aarch64": _Machine(0xC00000B7, 198, 199, 117, 277),
}


def refuse_network() -> bool:
    """Give up every network, for this process and whatever it starts; False where the kernel does not help.

    Without the kernel's help nothing of ours opens a socket either: no module of ours can, and gpg is told
    not to. `embargo doctor` says which it is.
    """
    machine = _MACHINES.get(os.uname().machine) if sys.platform == "linux" else None
    if machine is None or ctypes.sizeof(ctypes.c_void_p) != 8:  # noqa: PLR2004 - bytes: 32-bit programs have other numbers
        return False
    program = b"".join(_filter(machine))
    code = ctypes.create_string_buffer(program, len(program))
    described = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))  # struct sock_fprog
    libc = ctypes.CDLL(None, use_errno=True)
    numbers = [ctypes.c_ulong(number) for number in (1, 0, 0, 0)]
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, *numbers) != 0:
        return False
    asked = [ctypes.c_ulong(number) for number in (machine.seccomp, _SET_MODE_FILTER, _ALL_THREADS)]
    return bool(libc.syscall(*asked, described) == 0)


def network_refused() -> bool:
    """Whether the kernel refuses this process a socket for the internet: asks for one, and closes it."""
    libc = ctypes.CDLL(None, use_errno=True)
    return all(_refused(libc, domain) for domain in (_AF_INET, _AF_INET6))


def _refused(libc: ctypes.CDLL, domain: int) -> bool:
    descriptor = libc.socket(domain, _SOCK_DGRAM, 0)
    if descriptor >= 0:
        os.close(descriptor)
        return False
    return ctypes.get_errno() == errno.EAFNOSUPPORT


def _filter(machine: _Machine) -> list[bytes]:
    """The filter, instruction by instruction: jumps count how many of the following are passed over."""
    refused = (_IO_URING_SETUP, _PIDFD_GETFD, machine.ptrace)
    return [
        _step(_LOAD, _ARCH),
        _step(_EQUAL, machine.arch, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NR),
        _step(_AT_LEAST, _X32, 7 + len(refused), 0),
        *(_step(_EQUAL, number, 7 + left, 0) for left, number in zip((2, 1, 0), refused, strict=True)),
        _step(_EQUAL, machine.socket, 2, 0),
        _step(_EQUAL, machine.socketpair, 1, 0),
        _step(_RETURN, _ALLOW),
        _step(_LOAD, _FIRST),
        _step(_EQUAL, _AF_UNIX, 3, 0),
        _step(_EQUAL, _AF_NETLINK, 2, 0),
        _step(_RETURN, _ERRNO | errno.EAFNOSUPPORT),
        _step(_RETURN, _ERRNO | errno.EPERM),
        _step(_RETURN, _ALLOW),
    ]


def _step(code: int, value: int, when: int = 0, otherwise: int = 0) -> bytes:
    """One instruction of struct sock_filter (linux/filter.h)."""
    return struct.pack("HBBI", code, when, otherwise, value)
