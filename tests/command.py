"""The command line as tests use it: in this process, or as a process of its own."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from repository import ROOT

from egov_cloud_std.cli import run

MONTH = "examples/provincial-month/platform.yaml"
AS_OF = ("--as-of", "2026-06-30")

TINY = """\
schema: egov-profile/0
profile: tiny
version: 0.1.0
title: {zh: 小标准, en: Tiny profile}
controls:
  - id: level_stated
    source: [{text: judgement}]
    duty: unread
    severity: high
    requires: {zh: 平台为三级及以上。, en: The platform is of level 3 or above.}
    expect: {security.protection_level: {at_least: 3}}
    fix: {zh: 重新定级。, en: Have it graded again.}
    witnesses: [{status: satisfied, given: {security: {protection_level: 3}}}]
  - id: logs_kept
    source: [{text: judgement}]
    duty: unread
    severity: medium
    requires: {zh: 日志留存不少于六个月。, en: Logs are kept for six months.}
    expect: {security.logs.kept: {at_least: 6 months}}
    fix: {zh: 延长留存期。, en: Keep them longer.}
    witnesses: [{status: satisfied, given: {security: {logs: {kept: 6 months}}}}]
  - id: operator_named
    source: [{text: judgement}]
    duty: unread
    severity: low
    requires: {zh: 写明运营单位。, en: The operator is named.}
    expect: {platform.operator: {present: true}}
    fix: {zh: 补写运营单位。, en: Name it.}
    witnesses: [{status: satisfied, given: {platform: {operator: 甲}}}]
"""
HEAD = "schema: egov-platform/0\nplatform: {id: mine, name: 我的平台, level: city"
GOOD = HEAD + ", operator: 甲公司}\nsecurity: {protection_level: 3, logs: {kept: 6 months}}\n"
BAD = GOOD.replace("6 months", "90 天")
OPEN = GOOD.replace(", logs: {kept: 6 months}", "")


@dataclass(frozen=True)
class Ran:
    """What a run came to."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs the command in this process; `typed` stands on standard input."""

    def call(*arguments: str | Path, typed: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
        code = run([str(one) for one in arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Ran(code, said.out, said.err)

    return call


def process(*arguments: str | Path, folder: Path = ROOT, **variables: str) -> "subprocess.CompletedProcess[bytes]":
    """Runs the command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "egov_cloud_std", *map(str, arguments)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | variables,
        capture_output=True,
        check=False,
    )
