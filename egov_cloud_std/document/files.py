"""Opens a file that somebody else may have prepared."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator

from .limits import ARTEFACT_BYTES, LIMITS, Limits
from .places import Problem, Unreadable, nowhere
from .reading import Document, read
from .wording import Words, file_problem, too_many_bytes

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_CHUNK = 1 << 20

_OUTSIDE = file_problem(
    "路径指向允许的文件夹之外。",
    "把文件放到该文件夹之内，不用符号链接指向外面。",
    "The path leads out of the folder that may be read.",
    "Put the file into that folder; no symbolic link may leave it.",
)
_IRREGULAR = file_problem(
    "这不是普通文件（是文件夹、管道或设备）。",
    "指定一个普通文件。",
    "This is no regular file, but a folder, a pipe or a device.",
    "Name a regular file.",
)
_CHANGED = file_problem(
    "文件在读取过程中被改动。",
    "待写入完成后重新检查。",
    "The file changed while it was read.",
    "Check again when the writing is done.",
)
_OTHER = file_problem(
    "系统不能读取这个文件。",
    "核对路径、权限和磁盘。",
    "The system cannot read this file.",
    "Check the path, the permissions and the disk.",
)
_REFUSED = {
    errno.ENOENT: (
        "missing_file",
        file_problem("没有这个文件。", "核对路径。", "There is no such file.", "Correct the path."),
    ),
    errno.ELOOP: (
        "link_loop",
        file_problem(
            "符号链接互相指向，没有尽头。", "让链接指向文件。", "The symbolic links run in a circle.", "Link to a file."
        ),
    ),
    errno.EACCES: (
        "no_permission",
        file_problem(
            "没有读取权限。",
            "为当前用户授予读取权限。",
            "Reading is not permitted.",
            "Grant this user the right to read.",
        ),
    ),
}
_REFUSED[errno.ENOTDIR] = _REFUSED[errno.ENOENT]
_REFUSED[errno.EPERM] = _REFUSED[errno.EACCES]


def read_file(
    path: str | os.PathLike[str], *, root: str | os.PathLike[str] | None = None, limits: Limits = LIMITS
) -> Document:
    """Opens and reads one regular file; raises `Unreadable`.

    With a `root`, nothing outside it is read, whatever `..` or symbolic link stands in the path.
    """
    data = read_bytes(path, root=root, limits=limits)
    try:
        return read(data, os.fspath(path), limits=limits)
    except Unreadable as error:
        error.digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
        raise


def read_bytes(
    path: str | os.PathLike[str], *, root: str | os.PathLike[str] | None = None, limits: Limits = LIMITS
) -> bytes:
    """The bytes of one regular file, opened as `read_file` opens it; raises `Unreadable`."""
    return b"".join(_pieces(path, root, limits.bytes))


def digest_file(
    path: str | os.PathLike[str], *, root: str | os.PathLike[str] | None = None, most: int = ARTEFACT_BYTES
) -> str:
    """SHA-256 of one regular file, `sha256:` before it, whatever its size; opened as `read_file` opens it.

    The file is read piece by piece. Raises `Unreadable`.
    """
    digest = hashlib.sha256()
    for piece in _pieces(path, root, most):
        digest.update(piece)
    return f"sha256:{digest.hexdigest()}"


def _pieces(path: str | os.PathLike[str], root: str | os.PathLike[str] | None, most: int) -> Iterator[bytes]:
    """The bytes of one regular file; what can be wrong with it is an `Unreadable`."""
    name = os.fspath(path)
    try:
        yield from _opened(name, None if root is None else os.fspath(root), most)
    except OSError as error:
        raise _said(name, error.errno) from None
    except ValueError:  # a NUL in the path
        raise _said(name, errno.ENOENT) from None


def _opened(name: str, root: str | None, most: int) -> Iterator[bytes]:
    real = os.path.realpath(name, strict=True)
    if root is not None and not _is_in(root, f"{real}{os.sep}"):
        raise _refusal(name, "outside_root", _OUTSIDE)
    # Opening a pipe or a device may block or do something: look first, open without waiting, and look again.
    mode = os.stat(real).st_mode  # noqa: PTH116 - asked of every file of a region
    if not stat.S_ISREG(mode):
        if stat.S_ISDIR(mode):
            os.scandir(real).close()  # a folder that cannot be looked into says why
        raise _refusal(name, "not_a_file", _IRREGULAR)
    opened = os.open(real, _FLAGS)
    try:
        before = os.fstat(opened)
        if not stat.S_ISREG(before.st_mode):
            raise _refusal(name, "not_a_file", _IRREGULAR)
        if before.st_size > most:
            raise _refusal(name, "too_many_bytes", too_many_bytes(most))
        size = 0  # no more is read than one piece beyond what was there: a file that grows may never end
        while size <= before.st_size and (chunk := os.read(opened, _CHUNK)):
            size += len(chunk)
            yield chunk
        if _mark(before) != _mark(os.fstat(opened)) or size != before.st_size:
            raise _refusal(name, "changed_while_read", _CHANGED)
    finally:
        os.close(opened)
    # A folder on the way may have been swapped for a link after it was resolved.
    again = os.path.realpath(name, strict=True)
    if again != real or _mark(before) != _mark(os.stat(again)):  # noqa: PTH116
        raise _refusal(name, "changed_while_read", _CHANGED)


def _is_in(root: str, real: str) -> bool:
    """Whether a resolved path is in a folder. One with which it begins as it is written holds no link to resolve."""
    if os.path.isabs(root) and real.startswith(root.rstrip(os.sep) + os.sep):  # noqa: PTH117 - asked of every file of a region
        return True
    return real.startswith(os.path.realpath(root).rstrip(os.sep) + os.sep)


def _mark(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _refusal(name: str, code: str, words: Words) -> Unreadable:
    return Unreadable(Problem(nowhere(name), code, *words))


def _said(name: str, error: int | None) -> Unreadable:
    code, words = _REFUSED.get(error or 0, ("unreadable_file", _OTHER))
    return _refusal(name, code, words)
