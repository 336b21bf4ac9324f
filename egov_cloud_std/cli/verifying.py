"""`verify` and `sign`: whether a result is what comes out again, and whose it is."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import clock
from ..document import Document, Problem, Unreadable, read_bytes, read_file
from ..words import Lang, Text
from . import exit_codes
from .asked import Arguments, Misused
from .output import say, write

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

    from ..assess.results import Request, Result

Again = Callable[[Arguments], "Result"]


def verify(chosen: Arguments, again: Again) -> int:
    """Makes a result anew, offline, from what it says was asked, and says what differs. `again` is how a check is run."""
    from ..assess.baseline import SCHEMA
    from ..region.told import request_of, told
    from ..reports import render
    from ..reports._verified import differences

    path = Path(chosen.path)
    document = read_file(path)
    data: Any = document.data
    if not isinstance(data, dict) or data.get("schema") != SCHEMA or data.get("request") is None:
        raise _no_request(document, SCHEMA)
    request = told(document, ("request",), lambda: request_of(data["request"]))
    _stay_inside(request, Path(chosen.root or "."))
    signed = chosen.signature is None or _is_signed(path, chosen)
    everything = any("findings" in one for one in data["units"])
    asked = Arguments()
    asked.lang, asked.all, asked.redact, asked.quiet = chosen.lang, everything, request.redacted, True
    asked.paths, asked.profile, asked.control = request.paths, request.profiles, request.controls
    asked.profile_version = [f"{name}={version}" for name, version in request.profile_versions]
    asked.waivers, asked.baseline, asked.grading = request.waivers, request.baseline or None, request.gradings
    asked.earlier, asked.shard = request.earlier or None, request.shard or None
    asked.as_of = clock.parse_moment(told(document, ("as_of",), lambda: str(data["as_of"]))).isoformat()
    anew = json.loads("".join(map(str, render(again(asked), "json", chosen.lang, everything))))
    stored = json.loads(document.text)
    found = told(document, (), lambda: list(differences(stored, anew)))
    for one in found:
        say(f"{path}: {one.in_(chosen.lang)}")
    if not found:
        same = Text("重新检查得出相同的结果，逐项一致", "the same comes out again, in every part")
        say(f"{path}: {same.in_(chosen.lang)}")
    return exit_codes.FINE if signed and not found else exit_codes.PROBLEMS


def _stay_inside(request: "Request", root: Path) -> None:
    """A result comes from outside: what it names is read only inside the folder that the user means."""
    named = (*request.paths, *request.profiles, *request.waivers, *request.gradings, request.baseline, request.earlier)
    inside = root.resolve()
    for name in named:
        if name != "-" and not Path(name).resolve().is_relative_to(inside):
            raise Misused(
                Text(f"结果所指的 {name} 在 {root} 之外", f"the result names {name}, which is outside {root}"),
                Text(
                    "在检查时的文件夹中运行，或用 --root 指定可以读取的文件夹。",
                    "Run it in the folder in which the check was run, or say with --root which folder may be read.",
                ),
            )


def _no_request(document: Document, schema: str) -> Unreadable:
    place = document.place(())
    says = Text(
        f"应为 {schema} 的检查结果，并写明检查了什么（request）",
        f"this is no result ({schema}) that says what was asked (`request`)",
    )
    fix = Text("用 egov-check --format json 生成。", "Make it with egov-check --format json.")
    return Unreadable(Problem(place, "no_request", says, fix), document.line(place.line))


def _is_signed(path: Path, chosen: Arguments) -> bool:
    from cryptography.exceptions import InvalidSignature

    if not chosen.key:
        raise Misused(
            Text("核对签名要用 --key 指定公钥", "a signature is checked with a key: --key PUBLIC.pem"),
            Text("写 --key 公钥.pem。", "Add --key PUBLIC.pem."),
        )
    key = _public(chosen.key)
    try:
        signature = base64.b64decode(read_bytes(Path(str(chosen.signature))), validate=False)
        key.verify(signature, read_bytes(path))
    except (InvalidSignature, ValueError):
        wrong = Text(
            "签名不符：结果或签名被改动，或不是此密钥所签",
            "the signature does not fit: another key, or something was changed",
        )
        say(f"{path}: {wrong.in_(chosen.lang)}")
        return False
    right = Text("签名相符", "the signature fits")
    say(f"{path}: {right.in_(chosen.lang)}")
    return True


def sign(chosen: Arguments) -> int:
    """Writes the detached Ed25519 signature of a result, in base64, beside it."""
    path = Path(chosen.path)
    target = Path(chosen.output) if chosen.output else path.with_name(f"{path.name}.sig")
    if target.is_file() and any(target.samefile(one) for one in (path, Path(str(chosen.key))) if one.is_file()):
        raise Misused(
            Text(f"--output {target} 是要签名的结果或密钥", f"--output {target} is the result or the key"),
            Text("换一个文件名。", "Choose another name."),
        )
    signature = base64.b64encode(_private(str(chosen.key)).sign(read_bytes(path))).decode()
    write([signature + "\n"], target)
    say(_written(target, chosen.lang))
    return exit_codes.FINE


def _written(target: Path, lang: Lang) -> str:
    return Text(f"{target}：签名已写入", f"{target}: the signature is written").in_(lang)


def _private(name: str) -> "Ed25519PrivateKey":
    serialization = _serialization()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        key = serialization.load_pem_private_key(read_bytes(Path(name)), password=None)
    except (ValueError, TypeError) as error:
        raise _no_key(name, error) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise _no_key(name, None)
    return key


def _public(name: str) -> "Ed25519PublicKey":
    serialization = _serialization()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = serialization.load_pem_public_key(read_bytes(Path(name)))
    except (ValueError, TypeError) as error:
        raise _no_key(name, error) from None
    if not isinstance(key, Ed25519PublicKey):
        raise _no_key(name, None)
    return key


def _serialization() -> Any:  # noqa: ANN401 - a module of an extra
    try:
        from cryptography.hazmat.primitives import serialization
    except ImportError:
        raise Misused(
            Text("没有安装签名要用的 cryptography", "cryptography, which signatures need, is not installed"),
            Text("运行 pip install 'egov-cloud-std[signing]'。", "Run pip install 'egov-cloud-std[signing]'."),
        ) from None
    return serialization


def _no_key(name: str, error: Exception | None) -> Misused:
    why = "" if error is None else f": {error}"[:80]
    return Misused(
        Text(
            f"{name} 不是可用的 Ed25519 密钥（PEM，未加密）", f"{name} is no Ed25519 key in PEM without a password{why}"
        ),
        Text(
            "生成：openssl genpkey -algorithm ed25519 -out 私钥.pem；openssl pkey -in 私钥.pem -pubout -out 公钥.pem。",
            "Make one: openssl genpkey -algorithm ed25519 -out private.pem; openssl pkey -in private.pem -pubout -out public.pem.",
        ),
    )
