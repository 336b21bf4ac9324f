"""A page per control and an index, in both languages, as Markdown: pure text, by the path it belongs at.

`python -m egov_cloud_std.cli.pages` writes them under `profiles/pages/`. Nothing in them moves unless a profile says
something else: no line numbers, no dates, no version.
"""

import re
from collections.abc import Iterator, Sequence

from ..profiles import Control, Profile
from ..profiles.crosswalk import NO_JOINS, Crosswalk
from ..words import DUTIES, LANGS, SEVERITIES, Lang, Text
from ._page import Facts, Page, gathered
from ._related import Relations
from ._sections import Block, Code, Item, Sentence, Table, sections, subtitle

COMMAND = "python -m egov_cloud_std.cli.pages"
_SUFFIX = {"en": ".md", "zh": ".zh-CN.md"}
_MARKUP = re.compile(r"([\\*<>\[\]])")
_CODE = re.compile(r"(`[^`]+`)")


def pages(profiles: Sequence[Profile], facts: Facts, crosswalk: Crosswalk = NO_JOINS) -> Iterator[tuple[str, str]]:
    """Every page of some profiles, read with their witnesses: its path, and its text."""
    relations = Relations(profiles)
    for lang in LANGS:
        yield f"README{_SUFFIX[lang]}", "".join(_index(profiles, lang))
    for profile in profiles:
        for control in profile.controls:
            page = gathered(control, profile, relations, facts, crosswalk)
            for lang in LANGS:
                yield f"{profile.name}/{control.id}{_SUFFIX[lang]}", "".join(_page(page, profile, lang))


def _index(profiles: Sequence[Profile], lang: Lang) -> Iterator[str]:
    def t(zh: str, en: str) -> str:
        return Text(zh, en).in_(lang)

    number = sum(len(profile.controls) for profile in profiles)
    yield t("# 检查项\n", "# Controls\n")
    yield t("\n[English](README.md)\n", "\n[中文](README.zh-CN.md)\n")
    yield t(
        f"\n{len(profiles)} 个检查标准，{number} 个检查项，每项一页。由检查标准生成，不手工修改：`{COMMAND}`。\n",
        f"\n{len(profiles)} profiles, {number} controls, a page each. Generated from the profiles, never edited: `{COMMAND}`.\n",
    )
    for profile in profiles:
        yield f"\n## {profile.title.in_(lang)}\n"
        yield t(
            f"\n[{profile.name}.yaml](../{_file(profile)})，{len(profile.controls)} 项。\n",
            f"\n[{profile.name}.yaml](../{_file(profile)}), {len(profile.controls)} controls.\n",
        )
        yield t("\n| 检查项 | 要求 | 用词 | 严重程度 |", "\n| control | requirement | duty | severity |")
        yield "\n| --- | --- | --- | --- |\n"
        for control in profile.controls:
            link = f"[{control.id}]({profile.name}/{control.id}{_SUFFIX[lang]})"
            duty, severity = DUTIES[control.duty].in_(lang), SEVERITIES[control.severity].in_(lang)
            yield f"| {link} | {_cell(control.requires.in_(lang))} | {duty} | {severity} |\n"


def _file(profile: Profile) -> str:
    """The file of a profile, from the folder of all of them."""
    return profile.document.name.removeprefix("profiles/")


def _page(page: Page, profile: Profile, lang: Lang) -> Iterator[str]:
    control = page.control
    other: Lang = "zh" if lang == "en" else "en"
    yield f"# {_text(control.requires.in_(lang))}\n"
    links = (
        f"[{profile.title.in_(lang)}](../README{_SUFFIX[lang]})",
        f"[{profile.name}.yaml](../../{_file(profile)})",
        f"[{'English' if other == 'en' else '中文'}]({control.id}{_SUFFIX[other]})",
    )
    yield f"\n{subtitle(control, lang)}\n\n{' · '.join(links)}\n"
    for section in sections(page, lang):
        yield f"\n## {section.title}\n"
        listed = False
        for block in section.blocks:
            yield "" if listed and isinstance(block, Item) else "\n"
            yield from _markdown(block, lang)
            listed = isinstance(block, Item)


def _markdown(block: Block, lang: Lang) -> Iterator[str]:
    match block:
        case Sentence(text):
            yield f"{_text(text)}\n"
        case Code(kind, text):
            yield f"```{kind}\n{text}```\n"
        case Table(head, rows):
            yield f"| {head[0]} | {head[1]} |\n| --- | --- |\n"
            yield from (f"| {_cell(one)} | {_cell(other)} |\n" for one, other in rows)
        case Item(title, says, url, control):
            yield f"- {_text(title) if control is None else _link(control, lang)}\n"
            yield from (f"  - {_text(one)}\n" for one in says)
            if url:
                yield f"  - <{url}>\n"


def _link(control: Control, lang: Lang) -> str:
    target = f"../{control.profile}/{control.id}{_SUFFIX[lang]}"
    return f"[{control.id}]({target}){Text('：', ': ').in_(lang)}{_text(control.requires.in_(lang))}"


def _text(text: str) -> str:
    """A text of which only what stands between backticks is markup."""
    return "".join(one if one.startswith("`") else _MARKUP.sub(r"\\\1", one) for one in _CODE.split(text))


def _cell(text: str) -> str:
    return _text(text).replace("|", "\\|")
