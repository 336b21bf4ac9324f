"""Bytes become text, or the reader learns why they do not."""

import hashlib

import pytest

from .asking import at, loaded, refused, where


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_utf8_and_marked_utf16_are_read(encoding: str) -> None:
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    document = loaded((mark + "甲: 😀\r\n乙: 2\r\n").encode(encoding))
    assert document.data == {"甲": "😀", "乙": 2}
    assert document.text == "甲: 😀\n乙: 2\n"
    assert at(document, "乙") == "2"


def test_the_digest_is_of_the_bytes() -> None:
    data = "\ufeffa: 1\r\n".encode()
    assert loaded(data).digest == "sha256:" + hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("a: 1\nb: 政务云平台\n".encode("gbk"), ("gbk", 2, 4)),
        ("中文: 1".encode("gb18030"), ("gbk", 1, 1)),
        (b"a: \xff\xfe\x80", ("not_utf8", 1, 4)),
        (b"a: caf\xe9\n", ("not_utf8", 1, 7)),
        (b"a: \xed\xa0\x80", ("not_utf8", 1, 4)),
        (b"ab: 1\nc: \x00", ("control_character", 2, 4)),
        ("a: b".encode("utf-16-le"), ("utf16_without_mark", 1, 1)),
        ("中文: b".encode("utf-16-be"), ("utf16_without_mark", 1, 1)),
        (b"\xff\xfea\x00:\x00 \x00\x00\xd8", ("not_text", 1, 4)),
        (b"a: 1\nb: \x1b[31m", ("control_character", 2, 4)),
        ("a: 甲\x85".encode(), ("control_character", 1, 5)),
        (b'a: "\\ud83d"', ("syntax", 1, 7)),
        (b"", ("empty_file", 1, 1)),
        (b"\xef\xbb\xbf", ("empty_file", 1, 1)),
        (b" \r\n \n", ("empty_file", 1, 1)),
        (b"# nothing yet\n", ("empty_file", 1, 1)),
    ],
)
def test_other_bytes_are_refused_at_the_first_that_is_wrong(data: bytes, problem: tuple[str, int, int]) -> None:
    assert where(refused(data)) == problem


def test_gbk_is_called_by_its_name() -> None:
    problem = refused("名称: 政务云".encode("gbk"))
    assert "GBK" in problem.says.zh
    assert "UTF-8" in problem.fix.zh
