"""Reads one control entry of a profile."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from ..checks import Check, Condition, ListRoute, Reader
from ..checks.conditions import checks_of
from ..checks.language import read_checks, read_condition
from ..checks.reader import Mistake, threshold_in_condition
from ..document import Path
from ..words import DUTIES, MARKS, NO_WORDS, ROLL_UPS, SEVERITIES, SIDES, Text
from .collecting import Collector
from .controls import Cited, Control, RollUp, Source
from .witnesses import read_witnesses

CONTROL_KEYS = (
    "id",
    "source",
    "duty",
    "severity",
    "side",
    "roll_up",
    "requires",
    "why",
    "fix",
    "each",
    "when",
    "expect",
    "contradicted_by",
    "waivable",
    "lowered_by",
    "witnesses",
    "equivalent",
)
NEEDED = ("id", "source", "duty", "severity", "requires", "fix", "expect")
QUORUM = r"(?!0+(?:\.0+)?%)(100(?:\.0{1,3})?|[1-9]?[0-9](?:\.[0-9]{1,3})?)%"  # above 0, up to 100 %
IDENTIFIER = r"[a-z][a-z0-9_]{2,63}"


def read_control(
    collector: Collector,
    reader: Reader,
    value: object,
    at: Path,
    profile: str,
    sources: Mapping[str, Source],
    roll_up: RollUp,
) -> Control:
    """One control; `roll_up` is the profile's, for controls that have none of their own."""
    entry = reader.mapping(value, at, CONTROL_KEYS, NEEDED)
    name = reader.text(entry["id"], (*at, "id"))
    if not re.fullmatch(IDENTIFIER, name):
        raise Mistake(
            (*at, "id"),
            "identifier",
            Text(f"{name} 不是小写加下划线的标识", f"{name} is not in snake_case"),
            Text("用小写字母、数字和下划线。", "Use lower-case letters, digits and underscores."),
        )
    each = _list_of(reader, entry, at)
    inner = reader if each is None else reader.of_subjects(each.record)
    where, expect = read_expected(reader, entry, at, each)
    when = read_condition(entry["when"], (*at, "when"), inner) if "when" in entry else None
    against = (
        read_condition(entry["contradicted_by"], (*at, "contradicted_by"), reader)
        if "contradicted_by" in entry
        else None
    )
    duty = collector.among(entry["duty"], (*at, "duty"), DUTIES, "用词", "duty")
    severity = collector.among(entry["severity"], (*at, "severity"), SEVERITIES, "严重程度", "severity")
    side = collector.among(entry["side"], (*at, "side"), SIDES, "责任方", "side") if "side" in entry else "platform"
    return Control(
        name,
        profile,
        tuple(read_cited(collector, entry["source"], (*at, "source"), sources)),
        duty,
        severity,
        _sentence(collector, entry["requires"], (*at, "requires")),
        _sentence(collector, entry["fix"], (*at, "fix")),
        each,
        where,
        when,
        expect,
        against,
        _waivable(entry, at),
        _lowered(collector, entry, at),
        tuple(read_witnesses(collector, entry, at)) if collector.witnesses else (),
        _equivalent(reader, entry, at),
        _unset(expect, (when, where, against), reader, at),
        side,
        collector.document,
        at,
        _sentence(collector, entry["why"], (*at, "why")) if "why" in entry else NO_WORDS,
        read_roll_up(collector, entry["roll_up"], (*at, "roll_up")) if "roll_up" in entry else roll_up,
    )


def read_roll_up(collector: Collector, value: object, at: Path) -> RollUp:
    """How conclusions of units become one: `share`, or `{quorum: 80%}`, or `{quorum: 3}`."""
    if not isinstance(value, dict):
        plain = {name: of for name, of in ROLL_UPS.items() if name != "quorum"}
        return RollUp(collector.among(value, at, plain, "汇总方式", "roll-up"))
    quorum = collector.reader.mapping(value, at, ("quorum",), ("quorum",))["quorum"]
    if isinstance(quorum, int) and not isinstance(quorum, bool) and quorum > 0:
        return RollUp("quorum", quorum)
    share = re.fullmatch(QUORUM, quorum) if isinstance(quorum, str) else None
    if share is not None:
        return RollUp("quorum", Fraction(share[1]) / 100)
    raise Mistake(
        (*at, "quorum"),
        "quorum",
        Text("quorum 应为单位数，或不超过 100% 的百分数", "a quorum is a number of units, or a percentage up to 100%"),
        Text("写成 quorum: 3 或 quorum: 80%。", "Write quorum: 3 or quorum: 80%."),
    )


def read_expected(
    reader: Reader, entry: Mapping[str, object], at: Path, each: ListRoute | None
) -> tuple[Condition | None, tuple[Condition, ...]]:
    """Of a control whose list is known: which of its items are subjects, and what must hold of them."""
    inner, over = reader, entry.get("each")
    where: Condition | None = None
    if each is not None and isinstance(over, dict):
        inner = reader.of_subjects(each.record)
        where = read_condition(over["where"], (*at, "each", "where"), inner) if "where" in over else None
    return where, read_checks(entry["expect"], (*at, "expect"), inner)


def _list_of(reader: Reader, entry: Mapping[str, object], at: Path) -> ListRoute | None:
    if "each" not in entry:
        return None
    here = (*at, "each")
    each = reader.mapping(entry["each"], here, ("list", "where"), ("list",))
    return reader.list_route(each["list"], (*here, "list"), flatten=True)


def _sentence(collector: Collector, value: object, at: Path) -> Text:
    text = collector.words(value, at)
    for lang, words, end in (("zh", text.zh, "。"), ("en", text.en, ".")):
        if not words.endswith(end):
            raise Mistake(
                (*at, lang),
                "sentence_end",
                Text(f"句子应以 {end} 结尾", f"the sentence ends with {end}"),
                Text(f"补上 {end}", f"Add {end}"),
            )
    return text


def read_cited(collector: Collector, value: object, at: Path, sources: Mapping[str, Source]) -> Iterator[Cited]:
    reader = collector.reader
    keys = ("ref", "clause", "text", "number", "code", "code_mark", "facts", "rows", "note")
    for index, one in enumerate(reader.sequence(value, at)):
        here = (*at, index)
        entry = reader.mapping(one, here, keys, ("text",))
        text = collector.among(entry["text"], (*here, "text"), MARKS, "标记", "mark")
        number = collector.among(entry["number"], (*here, "number"), MARKS, "标记", "mark") if "number" in entry else ""
        if "ref" in entry:
            ref: Source | None = sources[collector.among(entry["ref"], (*here, "ref"), sources, "来源", "source")]
        elif text == "judgement":
            ref = None
        else:
            raise Mistake(
                here,
                "source_without_ref",
                Text("来源没有 ref", "the source has no ref"),
                Text("写明 ref，或标为 text: judgement。", "Name a ref, or mark it text: judgement."),
            )
        clause = entry.get("clause")
        if clause is not None and not number:
            raise Mistake(
                (*here, "clause"),
                "clause_without_mark",
                Text("条款号没有写明如何得知", "it is not said how the clause number is known"),
                Text("写明 number。", "State number."),
            )
        if ("code" in entry) is not ("code_mark" in entry):
            raise Mistake(
                (*here, "code" if "code" in entry else "code_mark"),
                "code_without_mark",
                Text("测评单元编号及其如何得知应一并写明", "the code of a test unit and how it is known go together"),
                Text("同时写明 code 和 code_mark。", "State both code and code_mark."),
            )
        code = reader.text(entry["code"], (*here, "code")) if "code" in entry else ""
        code_mark = collector.among(entry["code_mark"], (*here, "code_mark"), MARKS, "标记", "mark") if code else ""
        lists = {key: _texts(reader, entry[key], (*here, key)) for key in ("facts", "rows") if key in entry}
        note = collector.words(entry["note"], (*here, "note")) if "note" in entry else Text("", "")
        written = "" if clause is None else str(getattr(clause, "text", clause))
        yield Cited(ref, text, written, number, code, code_mark, lists.get("facts", ()), lists.get("rows", ()), note)


def _texts(reader: Reader, value: object, at: Path) -> tuple[str, ...]:
    return tuple(reader.text(one, (*at, index)) for index, one in enumerate(reader.sequence(value, at)))


def _waivable(entry: Mapping[str, object], at: Path) -> bool:
    found = entry.get("waivable", True)
    if not isinstance(found, bool):
        raise Mistake(
            (*at, "waivable"),
            "flag_expected",
            Text("waivable 只有 true 或 false", "waivable is true or false"),
            Text("写 true 或 false。", "Write true or false."),
        )
    return found


def _lowered(collector: Collector, entry: Mapping[str, object], at: Path) -> tuple[Text, ...]:
    if "lowered_by" not in entry:
        return ()
    here = (*at, "lowered_by")
    entries = collector.reader.sequence(entry["lowered_by"], here)
    return tuple(collector.words(one, (*here, index)) for index, one in enumerate(entries))


def _equivalent(reader: Reader, entry: Mapping[str, object], at: Path) -> Mapping[str, str]:
    if "equivalent" not in entry:
        return {}
    here = (*at, "equivalent")
    found: dict[str, str] = {}
    for index, one in enumerate(reader.sequence(entry["equivalent"], here)):
        each = reader.mapping(one, (*here, index), ("mutant", "reason"), ("mutant", "reason"))
        found[reader.text(each["mutant"], (*here, index, "mutant"))] = reader.text(
            each["reason"], (*here, index, "reason")
        )
    return found


def _unset(expect: tuple[Condition, ...], conditions: tuple[Condition | None, ...], reader: Reader, at: Path) -> str:
    """The unset threshold a control rests on. A threshold check is the only one, and is not under `not`."""
    checks = [check for part in expect for check in checks_of(part)]
    asked = [check for check in checks if check.kind.threshold()]
    given = [part for part in conditions if part is not None]
    elsewhere = [check for part in given for check in checks_of(part) if check.kind.threshold()]
    if elsewhere:
        raise threshold_in_condition(elsewhere[0].written)
    if not asked:
        return ""
    if len(checks) > 1 or not isinstance(expect[0], Check):
        raise Mistake(
            (*at, "expect"),
            "threshold_not_alone",
            Text(
                "用指标的判定应是该检查项唯一的判定，且不在 not 之下",
                "a threshold check is its control's only check, and not under not",
            ),
            Text("拆成两个检查项。", "Split the control in two."),
        )
    name = asked[0].kind.threshold()
    return name if reader.thresholds[name].value is None else ""
