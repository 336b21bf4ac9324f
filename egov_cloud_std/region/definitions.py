"""How two results differ in what they measure: profiles, tool, units. Figures are comparable only where they do not."""

from collections import Counter
from collections.abc import Iterator, Mapping

from ..assess.trends import Differs
from ..words import Text
from .recorded import Definition, Recorded, Unit

FEW = 5  # units that are named
_SHOWN = 12  # characters shown of a digest


def differing(old: Recorded, new: Recorded) -> tuple[Differs, ...]:
    """Everything that two results do not measure alike."""
    return (
        *_profiles(asked(old), asked(new)),
        *_tools(old, new),
        *_narrowed(old, new),
        *_regions(old, new),
        *_units({*units_of(old)}, {*units_of(new)}),
    )


def asked(result: Recorded) -> dict[str, tuple[Definition, ...]]:
    """The profiles of a result, by name: several versions of one where descriptions pin some."""
    found: dict[str, tuple[Definition, ...]] = {}
    across = () if result.region is None else result.region.profiles.values()
    for one in sorted((*result.profiles, *across), key=lambda one: (one.name, one.version, one.digest, one.controls)):
        found[one.name] = (*found.get(one.name, ()), one)
    return found


def units_of(result: Recorded) -> dict[str, str]:
    """The units that a result is about, and what they are called; of a region those too that sent nothing."""
    if result.region is not None:
        return {one.unit: one.name for one in result.region.branches}
    return {name: one.name for name, one in described(result).items()}


def described(result: Recorded) -> dict[str, Unit]:
    """The units that were assessed, each under a name of its own: its id, with the file where several have that id."""
    times = Counter(one.unit for one in result.units)
    found: dict[str, Unit] = {}
    for one in result.units:
        name = one.unit if one.unit and times[one.unit] == 1 else f"{one.unit} ({one.file})".strip()
        more = (f"{name} #{number}" for number in range(2, len(found) + 3))
        found[next(each for each in (name, *more) if each not in found)] = one
    return found


def _profiles(
    old: Mapping[str, tuple[Definition, ...]], new: Mapping[str, tuple[Definition, ...]]
) -> Iterator[Differs]:
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name, ()), new.get(name, ())
        if before != after:
            yield Differs("profile", _of_profile(name, before, after))


def _of_profile(name: str, before: tuple[Definition, ...], after: tuple[Definition, ...]) -> Text:
    if not before or not after:
        where = (
            Text("只有后一次", "only the later result has it")
            if after
            else Text("只有前一次", "only the earlier one has it")
        )
        return Text(f"检查标准 {name}：{where.zh}检查了", f"profile {name}: {where.en}")
    old, new = _shown(before, after), _shown(after, before)
    return Text(f"检查标准 {name}：{old} → {new}", f"profile {name}: {old} → {new}")


def _shown(these: tuple[Definition, ...], others: tuple[Definition, ...]) -> str:
    """Versions; with digests where the versions are the same, with the number of controls where the digests are, too."""
    versions = [one.version for one in these]
    if versions != [one.version for one in others]:
        return ", ".join(versions)
    digests = [one.digest for one in these]
    if digests != [one.digest for one in others]:
        return ", ".join(f"{one.version} ({one.digest.removeprefix('sha256:')[:_SHOWN]})" for one in these)
    return ", ".join(f"{one.version} ({one.controls})" for one in these)


def _tools(old: Recorded, new: Recorded) -> Iterator[Differs]:
    if old.tool != new.tool:
        yield Differs("tool", Text(f"工具版本：{old.tool} → {new.tool}", f"tool: {old.tool} → {new.tool}"))


def asked_alike(old: Recorded, new: Recorded) -> bool:
    """Whether two runs looked at the same controls and the same part of the files, as far as the results say so."""
    return old.shard == new.shard and (old.narrowed == new.narrowed or None in (old.narrowed, new.narrowed))


def _narrowed(old: Recorded, new: Recorded) -> Iterator[Differs]:
    if asked_alike(old, new):
        return
    shown = [" ".join((*sorted(one.narrowed or ())[:FEW], one.shard)).strip() for one in (old, new)]
    zh, en = (f"{shown[0] or whole} → {shown[1] or whole}" for whole in ("全部", "everything"))
    yield Differs("asked", Text(f"检查范围：{zh}", f"asked: {en}"))


def _regions(old: Recorded, new: Recorded) -> Iterator[Differs]:
    one, other = old.region, new.region
    if (one is None) != (other is None):
        yield Differs("region", Text("一次是辖区，一次不是", "one is of a region and the other is not"))
    elif one is not None and other is not None:
        if one.id != other.id:
            yield Differs("region", Text(f"辖区：{one.id} → {other.id}", f"region: {one.id} → {other.id}"))
        if one.weighed_by != other.weighed_by:
            yield Differs(
                "weights",
                Text(
                    f"权重：{one.weighed_by or '无'} → {other.weighed_by or '无'}",
                    f"weighed by: {one.weighed_by or 'nothing'} → {other.weighed_by or 'nothing'}",
                ),
            )


def _units(old: set[str], new: set[str]) -> Iterator[Differs]:
    for units, zh, en in (
        (old - new, "只在前一次的单位", "units only in the earlier result"),
        (new - old, "只在后一次的单位", "units only in the later result"),
    ):
        if units:
            few = sorted(units)[:FEW]
            more = len(units) - len(few)
            yield Differs(
                "units",
                Text(
                    f"{zh} {len(units)} 个：{'、'.join(few)}{' 等' if more else ''}",
                    f"{en}: {len(units)}: {', '.join(few)}{f' and {more} more' if more else ''}",
                ),
            )
