"""The witnesses of a control as a reader sees them: small descriptions, and in what they differ."""

from collections.abc import Iterable, Iterator, Mapping

from ..checks.kinds.wording import DOCUMENTS
from ..frozen import Frozen
from ..profiles import Witness
from ..words import NO_WORDS, Text
from ._reads import CLAIMS
from ._snippets import differences

MANY = 8  # differences that a situation is told by; the others are counted
_UNREADABLE = Text("文件不可读", "the file cannot be read")
_SUPPOSED = {
    "holds": Text("文件在，与所填一致", "the file is there and is as stated"),
    "missing": Text("文件不在", "the file is not there"),
    "differs": Text("文件与所填摘要不符", "the file differs from the digest stated"),
}


class Snippet(Frozen):
    """A small description, and the witness that it is made of: what it supposes, and the status that it must give."""

    given: Mapping[str, object]
    witness: Witness
    yaml: str = ""  # as it is shown

    @property
    def status(self) -> str:
        """What the control concludes."""
        return self.witness.status

    def supposed(self) -> tuple[Text, ...]:
        """What is supposed of the files that the description names."""
        return tuple(_supposed(self.witness))


def _supposed(witness: Witness) -> Iterator[Text]:
    for name, state in witness.facts.items():
        yield Text(f"`evidence[{name}]`：{_SUPPOSED[state].zh}", f"`evidence[{name}]`: {_SUPPOSED[state].en}")
    for name, found in witness.wording.items():
        said = (
            [_found(aspect, number) for aspect, number in found.items()]
            if isinstance(found, Mapping)
            else [_UNREADABLE]
        )
        zh, en = "，".join(one.zh for one in said), ", ".join(one.en for one in said)
        yield Text(
            f"`{DOCUMENTS}[{name}]`：{zh or '未发现不符之处'}",
            f"`{DOCUMENTS}[{name}]`: {en or 'nothing amiss is found'}",
        )


def _found(aspect: str, number: int | str) -> Text:
    """What is supposed to be found in a document: how many things, or that there is nothing to compare with."""
    if isinstance(number, int):
        return Text(f"发现 {number} 处（`{aspect}`）", f"{number} found (`{aspect}`)")
    return Text(f"无从比对（`{aspect}`）", f"nothing to compare with (`{aspect}`)")


def situations(
    snippets: Iterable[Snippet], prefer: Snippet | None, avoid: Snippet | None
) -> Iterator[tuple[Text, str]]:
    """Every witness as a situation: how it differs from what is preferred, or from the first."""
    base: Snippet | None = None
    told: set[tuple[Text, str]] = set()
    for one in (*filter(None, (prefer,)), *snippets):
        base = base or one
        situation = _situation(one, base, prefer, avoid)
        if situation != NO_WORDS and (situation, one.status) not in told:
            told.add((situation, one.status))
            yield situation, one.status


def _situation(one: Snippet, base: Snippet, prefer: Snippet | None, avoid: Snippet | None) -> Text:
    if one is prefer:
        return Text("如正例", "as under Prefer")
    if one is avoid:
        return Text("如反例", "as under Avoid")
    if one is base:
        return Text("如示例", "as in the example")
    before, after = ({key: value for key, value in side.given.items() if key != CLAIMS} for side in (base, one))
    found = [*differences(before, after), *_supposed_otherwise(base, one), *_claimed(one)]
    if len(found) > MANY:
        found[MANY:] = [Text(f"另有 {len(found) - MANY} 处不同", f"and {len(found) - MANY} more differences")]
    return Text("；".join(text.zh for text in found), "; ".join(text.en for text in found))


def _supposed_otherwise(base: Snippet, one: Snippet) -> Iterator[Text]:
    supposed = one.supposed()
    if base.supposed() != supposed:
        yield from supposed
        if not supposed:
            yield Text("没有查看文件", "nobody looked at the files")


def _claimed(one: Snippet) -> Iterator[Text]:
    """The claims that the control does not apply, which are cut down to those about it."""
    claims = one.given.get(CLAIMS)
    for claim in claims if isinstance(claims, list) else ():
        reason = claim.get("reason")
        if reason is None:
            yield Text("声明不适用，没有写理由", "claimed not to apply, without a reason")
        else:
            yield Text(f"声明不适用，理由是“{reason}”", f"claimed not to apply, because “{reason}”")
