"""The fixed result holds everything that a report may have to show, and every format that is text is the one that was read."""

from collections.abc import Callable

import pytest
from fixed_result import fixed_result, rendered

from egov_cloud_std.reports import formats
from egov_cloud_std.words import DUTIES, LANGS, STATUSES, Lang

BOTH = [(form, lang) for form in formats() for lang in LANGS]


@pytest.mark.parametrize(("form", "lang"), BOTH)
def test_format_is_the_one_that_was_read(golden: Callable[[str, str], None], form: str, lang: Lang) -> None:
    whole = rendered(form, lang)
    if b"\0" in whole or whole.startswith(b"<!DOCTYPE html>"):
        pytest.skip(f"{form} is no text that people read as it is; it is read back by tests of its own")
    golden(f"fixed/{form}.{lang}", whole.decode())


@pytest.mark.parametrize(("form", "lang"), BOTH)
def test_same_result_gives_the_same_bytes(form: str, lang: Lang) -> None:
    fixed_result.cache_clear()
    first = rendered(form, lang, everything=True)
    fixed_result.cache_clear()
    assert rendered(form, lang, everything=True) == first


def test_every_duty_has_every_status() -> None:
    seen = {(one.control.duty, one.status) for unit in fixed_result().units for one in unit.findings()}
    assert seen >= {(duty, status) for duty in DUTIES for status in STATUSES if status != "not_assessed"}
    assert "not_assessed" in {status for _, status in seen}


def test_every_kind_of_entry_is_there() -> None:
    result = fixed_result()
    findings = [one for unit in result.units for one in unit.findings()]
    assert result.unread
    assert result.notices
    assert result.compared is not None
    assert (result.compared.known, len(result.compared.stale)) == (1, 1)
    assert len(result.units) == 2
    assert any(unit.problems for unit in result.units)
    assert all(unit.gradings for unit in result.units)
    assert sum(one.waiver is not None for one in findings) == 2
    assert sum(one.known for one in findings) == 1
    assert any(one.changes_at for one in findings)
    assert any(one.claimed and one.status == "not_applicable" for one in findings)
    assert any(one.claimed and one.status == "not_satisfied" for one in findings)
    assert any(seen.found for one in findings for seen in one.observations)
    assert {one.support for one in findings} == {"declared", "documented"}


def test_names_are_hostile() -> None:
    result = fixed_result()
    written = " ".join((*(one.subject for unit in result.units for one in unit.findings()), result.units[0].name))
    for one in ("<script>", "[=cmd()]", '"', "'", "|", "`", "\\", "*", "\u202e", "🏛", "&"):
        assert one in written
