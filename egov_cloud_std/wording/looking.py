"""Looks into the documents that items of `terminology.documents` name."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from ..checks.readings import Found, Reading
from ..document import Path as Place
from ..document import Unreadable
from ..platforms import Platform
from ..shapes import written
from ..words import Text
from .facts import NotLooked
from .lexicon import Lexicon, TermLike, lexicon

PACKAGES = ("ahocorasick-rs", "defusedxml")  # what the extra `documents` installs
MOST = 500  # things of one aspect that are told of in one document; the others are counted


def look(platform: Platform, folder: Path, root: Path, terms: Sequence[TermLike]) -> tuple[Reading | NotLooked, ...]:
    """What is found, document by document. Paths start at `folder`, where the description stands; nothing outside
    `root` is opened. An item without an id or a path makes no fact: nobody can say what to look for.
    """
    documents = _named(platform)
    if not documents:
        return ()
    if not is_installed():
        return (_without_extra(),)
    return _read(documents, folder, root, lexicon(platform, terms))


def _named(platform: Platform) -> Mapping[str, str]:
    section = platform.data.get("terminology")
    items = section.get("documents") if isinstance(section, dict) else None
    return {
        written(item["id"]): written(item["path"])
        for item in (items if isinstance(items, list) else ())
        if item is not None and item.get("id") is not None and item.get("path") is not None
    }


def is_installed() -> bool:
    try:
        import ahocorasick_rs  # noqa: F401
        import defusedxml  # noqa: F401
    except ImportError:
        return False
    return True


def _without_extra() -> NotLooked:
    return NotLooked(
        ("terminology", "documents"),
        Text(
            f"没有安装读文件要用的 {'、'.join(PACKAGES)}，供查用语的文件未读",
            f"{' and '.join(PACKAGES)} are not both installed, so the documents named here were not read",
        ),
        Text(
            f"运行 pip install {' '.join(PACKAGES)}，再检查一次。",
            f"Run pip install {' '.join(PACKAGES)}, and check again.",
        ),
    )


def _read(documents: Mapping[str, str], folder: Path, root: Path, known: Lexicon) -> tuple[Reading, ...]:
    from .abbreviations import abbreviations
    from .matching import Matcher
    from .mixing import Used, deprecated, mixed, used
    from .opening import open_prose

    matcher = Matcher(known.forms)
    wrong: dict[str, Text] = {}
    read: list[tuple[str, Used]] = []
    found: dict[str, dict[str, list[Found]]] = {name: {} for name in documents}
    open_: dict[str, dict[str, Place]] = {name: dict(known.open) for name in documents}
    for name, path in documents.items():
        try:
            prose = open_prose(folder / path, root)
        except Unreadable as error:
            wrong[name] = _clause(error.problem.says)
            continue
        matches = matcher.find(prose.normal)
        here = used(prose, matches)
        read.append((name, here))
        found[name]["abbreviations_expanded"] = [
            one for _, one in sorted(abbreviations(prose, known, matches, name), key=lambda pair: pair[0])
        ]
        found[name]["deprecated_absent"] = list(deprecated(known, here))
        for form, at in known.undecided.items():
            if form in here.first:
                open_[name].setdefault("deprecated_absent", at)
    for group in known.groups:
        for number, one in mixed(group, [here for _, here in read]):
            found[read[number][0]].setdefault(group.aspect, []).append(one)
    return tuple(_reading(name, wrong.get(name), found[name], open_[name]) for name in documents)


def _reading(name: str, wrong: Text | None, found: Mapping[str, list[Found]], open_: Mapping[str, Place]) -> Reading:
    if wrong is not None:
        return Reading(name, wrong)
    ordered = {aspect: sorted(several, key=lambda one: one.spot.place) for aspect, several in found.items() if several}
    return Reading(
        name,
        None,
        {aspect: tuple(several[:MOST]) for aspect, several in ordered.items()},
        {aspect: len(several) - MOST for aspect, several in ordered.items() if len(several) > MOST},
        open_,
    )


def _clause(says: Text) -> Text:
    """A sentence as a part of one."""
    return Text(says.zh.rstrip("。"), says.en[:1].lower() + says.en[1:].rstrip("."))
