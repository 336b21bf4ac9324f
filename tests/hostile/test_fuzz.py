"""The invariants of the two fuzz targets, on the corpus, on the YAML suite, and on what hypothesis makes of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from command import TINY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from . import fuzz_document, fuzz_profile
from .fuzz_profile import PROFILES
from .test_yaml_suite import CASES

CORPUS = Path(__file__).parent / "corpus"
DOCUMENTS = sorted((CORPUS / "document").iterdir())
TOKENS = (
    b"\n", b"\n  ", b"- ", b": ", b"? ", b"[", b"]", b"{", b"}", b",", b'"', b"'", b"&a ", b"*a", b"<<: ", b"!!str ",
    b"!x ", b"|\n ", b">-\n ", b"#", b"---\n", b"...\n", b"%YAML 1.2\n", b"\t", b"\r", b"\0", b"\xff", b"\xef\xbb\xbf",
    b"\xff\xfe", b"\xd6\xd0", "中".encode(), "：".encode(), "\u2028".encode(), b"\\ud800", b"\\", b"1e99", b"0x1F", b"NaN",
    b"7" * 31, b"~", b"true", b"\xed\xa0\x80",
)  # fmt: skip
quickly = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def mutations(draw: Callable[..., object], originals: tuple[bytes, ...]) -> bytes:
    """One of the originals with some stretches put in, left out, doubled or replaced."""
    data = draw(st.sampled_from(originals))
    assert isinstance(data, bytes)
    for _ in range(draw(st.integers(0, 6))):  # type: ignore[call-overload]
        start = draw(st.integers(1, max(1, len(data))))
        end = draw(st.integers(start, min(len(data), start + 20)) if start < len(data) else st.just(start))
        token = draw(st.sampled_from(TOKENS) | st.binary(max_size=4) | st.just(data[start:end] * 2))
        data = data[:start] + token + data[end:]
    return data


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_documents_of_the_corpus_keep_the_invariant(path: Path) -> None:
    fuzz_document.once(path.read_bytes())


@pytest.mark.parametrize("path", sorted((CORPUS / "profile").iterdir()), ids=lambda path: path.name)
def test_profiles_of_the_corpus_keep_the_invariant(path: Path) -> None:
    fuzz_profile.once(path.read_bytes())


def test_the_cases_of_the_yaml_suite_keep_the_invariant() -> None:
    for case in CASES:
        for end in ("", "\n"):
            fuzz_document.check(case["yaml"].removesuffix(end).encode(), "yaml")


def test_shipped_profiles_keep_the_invariant() -> None:
    for path in PROFILES:
        profile = fuzz_profile.check(path.read_bytes())
        assert profile is not None
        assert profile.controls


@quickly
@given(mutations(tuple(path.read_bytes() for path in DOCUMENTS)))
def test_mutated_documents_keep_the_invariant(data: bytes) -> None:
    fuzz_document.once(data)


@quickly
@given(mutations((b"0" + TINY.encode(),)))
def test_mutated_profile_texts_keep_the_invariant(data: bytes) -> None:
    fuzz_profile.once(data)


@quickly
@given(st.binary(min_size=8, max_size=40))
def test_changed_profiles_keep_the_invariant(choices: bytes) -> None:
    fuzz_profile.once(b"1" + choices)
