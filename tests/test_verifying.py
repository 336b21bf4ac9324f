"""`verify` makes a result anew and says what differs; `sign` says whose it is."""

import json
import subprocess
from pathlib import Path

import pytest
from command import AS_OF, GOOD, TINY, Command, command

WAIVERS = """\
schema: egov-waivers/0
waivers:
  - {control: logs_kept, unit: mine, subject: platform, reason: 扩容, approver: 张三, start: 2026-01-01, end: 2026-12-31}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EGOV_CHECK_CACHE", str(tmp_path / "cache"))
    (tmp_path / "good.yaml").write_text(GOOD.replace("6 months", "90 天"), "utf-8")
    (tmp_path / "tiny.yaml").write_text(TINY, "utf-8")
    (tmp_path / "waivers.yaml").write_text(WAIVERS, "utf-8")
    return tmp_path


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    return command(capsys, monkeypatch)


ASKED = ("--profile", "tiny.yaml", *AS_OF, "--waivers", "waivers.yaml")


@pytest.mark.parametrize("more", [(), ("--all",), ("--redact",), ("--control", "logs_kept"), ("--grading", "all")])
def test_untouched_result_comes_out_again(here: Path, tell: Command, more: tuple[str, ...]) -> None:
    tell("good.yaml", *ASKED, *more, "--format", "json=r.json")
    ran = tell("verify", "r.json", "--lang", "en")
    assert (ran.code, ran.out) == (0, "r.json: the same comes out again, in every part\n")


def test_result_of_a_region_comes_out_again(here: Path, tell: Command) -> None:
    (here / "units").mkdir()
    for name in ("a", "b"):
        (here / "units" / f"{name}.yaml").write_text(GOOD.replace("id: mine", f"id: {name}"), "utf-8")
    tell("units", "--profile", "tiny.yaml", *AS_OF, "--format", "json=r.json")
    assert tell("verify", "r.json").code == 0
    (here / "units" / "b.yaml").write_text(GOOD.replace("id: mine", "id: b") + "\n", "utf-8")
    changed = tell("verify", "r.json", "--lang", "en")
    assert (changed.code, changed.out) == (1, "r.json: description units/b.yaml has changed (another digest)\n")


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("good.yaml", "description good.yaml has changed"),
        ("tiny.yaml", "profile tiny has changed"),
        ("waivers.yaml", "waiver file waivers.yaml has changed"),
    ],
)
def test_what_changed_since_is_named(here: Path, tell: Command, file: str, says: str) -> None:
    tell("good.yaml", *ASKED, "--format", "json=r.json")
    text = (here / file).read_text("utf-8").replace("版本", "版").replace("version: 0.1.0", "version: 0.2.0")
    (here / file).write_text(text + "# 改动\n" if file != "tiny.yaml" else text, "utf-8")
    ran = tell("verify", "r.json", "--lang", "en")
    assert ran.code == 1
    assert says in ran.out


def test_result_that_somebody_changed_is_told_at_the_place(here: Path, tell: Command) -> None:
    tell("good.yaml", *ASKED, "--format", "json=r.json")
    stored = json.loads((here / "r.json").read_text("utf-8"))
    stored["units"][0]["gaps"] = []
    stored["units"][0]["counts"]["controls"]["satisfied"] += 1
    (here / "r.json").write_text(json.dumps(stored, ensure_ascii=False), "utf-8")
    ran = tell("verify", "r.json", "--lang", "en")
    assert ran.code == 1
    assert "units[0].counts.controls.satisfied in the result is not what comes out now" in ran.out
    assert "units[0].gaps in the result is not what comes out now" in ran.out


def test_what_does_not_say_what_was_asked_cannot_be_verified(here: Path, tell: Command) -> None:
    for name, text in {"none.json": '{"schema": "egov-result/0", "request": null}', "other.json": "[1]"}.items():
        (here / name).write_text(text, "utf-8")
        ran = tell("verify", name, "--lang", "en")
        assert ran.code == 2
        assert name in ran.err


def keys(folder: Path, name: str) -> None:
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    public = key.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
    (folder / f"{name}.pem").write_bytes(private)
    (folder / f"{name}-public.pem").write_bytes(public)


def test_signature_fits_the_result_and_the_key_and_nothing_else(here: Path, tell: Command) -> None:
    keys(here, "mine")
    keys(here, "other")
    tell("good.yaml", *ASKED, "--format", "json=r.json")
    assert tell("sign", "r.json", "--key", "mine.pem").code == 0
    fits = ("verify", "r.json", "--signature", "r.json.sig", "--lang", "en", "--key")
    assert tell(*fits, "mine-public.pem").code == 0
    other = tell(*fits, "other-public.pem")
    assert (other.code, "the signature does not fit" in other.out) == (1, True)
    with (here / "r.json").open("a", encoding="utf-8") as file:
        file.write(" ")
    assert tell(*fits, "mine-public.pem").code == 1


def test_openssl_accepts_the_signature(here: Path, tell: Command) -> None:
    import base64
    import shutil

    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    keys(here, "mine")
    tell("good.yaml", *ASKED, "--format", "json=r.json")
    tell("sign", "r.json", "--key", "mine.pem")
    (here / "raw").write_bytes(base64.b64decode((here / "r.json.sig").read_bytes()))
    command = "pkeyutl -verify -pubin -inkey mine-public.pem -rawin -in r.json -sigfile raw"
    assert subprocess.run([openssl, *command.split()], capture_output=True).returncode == 0


def test_what_is_no_key_is_said_with_the_way_to_make_one(here: Path, tell: Command) -> None:
    tell("good.yaml", *ASKED, "--format", "json=r.json")
    for arguments in (
        ("sign", "r.json", "--key", "good.yaml"),
        ("verify", "r.json", "--signature", "good.yaml", "--key", "good.yaml"),
    ):
        ran = tell(*arguments, "--lang", "en")
        assert (ran.code, "openssl genpkey -algorithm ed25519" in ran.err) == (2, True)


def test_a_result_leads_to_no_file_outside_the_folder_that_is_meant(here: Path, tell: Command) -> None:
    tell("good.yaml", *ASKED, "--format", "json=r.json")
    stored = json.loads((here / "r.json").read_text("utf-8"))
    for name, value in (("paths", ["/"]), ("paths", ["../x.yaml"]), ("waivers", ["/etc/hostname"]), ("baseline", "/x")):
        changed = stored | {"request": stored["request"] | {name: value}}
        (here / "odd.json").write_text(json.dumps(changed), "utf-8")
        ran = tell("verify", "odd.json", "--lang", "en")
        assert (ran.code, "outside" in ran.err) == (2, True)


def test_a_wider_folder_can_be_meant(here: Path, tell: Command) -> None:
    tell(str(here / "good.yaml"), *ASKED, "--format", "json=r.json")
    (here / "inner").mkdir()
    assert tell("verify", "r.json", "--root", "inner").code == 2
    assert tell("verify", "r.json", "--root", str(here)).code == 0
