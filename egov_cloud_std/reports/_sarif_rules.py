"""The controls of a run as SARIF's rules, and texts as its messages."""

from typing import Any

from ..assess.results import Result, sources_text
from ..profiles import Control
from ..words import DUTIES, LANGS, NO_WORDS, SEVERITIES, Lang, Text
from ._across import profiles_of
from ._levels import level_of
from ._lines import clean
from ._markdown import escaped


def message(text: Text, lang: Lang) -> dict[str, str]:
    """A message without what SARIF takes for a link or for a placeholder (its sections 3.11.5 and 3.11.6)."""
    words = clean(text.in_(lang)).replace("](", "] (")
    return {"text": words.replace("{", "{{").replace("}", "}}")}


def rules(result: Result, lang: Lang) -> list[dict[str, Any]]:
    """Every control of the run, in the order of the profiles."""
    controls: dict[str, Control] = {}
    for profile in profiles_of(result):
        for control in profile.controls:
            controls.setdefault(control.id, control)
    return [_rule(one, lang) for one in controls.values()]


def _rule(control: Control, lang: Lang) -> dict[str, Any]:
    requires = control.requires
    both = Text(f"{requires.zh}\n\n{requires.en}", f"{requires.en}\n\n{requires.zh}")
    order = LANGS if lang == "zh" else tuple(reversed(LANGS))
    return {
        "id": control.id,
        "shortDescription": {"text": clean(requires.in_(lang))},
        "fullDescription": {"text": clean(both.in_(lang), keep="\n")},
        "help": {
            "text": "\n\n".join(_help(control, one, False) for one in order),
            "markdown": "\n\n".join(_help(control, one, True) for one in order),
        },
        "defaultConfiguration": {"level": level_of(control)},
        "properties": {
            "tags": [control.profile, control.duty, f"severity-{control.severity}"],
            "profile": control.profile,
            "duty": control.duty,
            "severity": control.severity,
        },
    }


def _help(control: Control, lang: Lang, markdown: bool) -> str:
    """What a control asks, why, on what it rests and what to do, in one language."""
    lines = [
        (Text("要求", "Requirement"), control.requires),
        (Text("缘由", "Why"), control.why),
        (Text("依据", "Source"), sources_text(control)),
        (Text("整改", "Fix"), control.fix),
        (Text("用词", "Duty"), DUTIES[control.duty]),
        (Text("严重程度（本项目看法）", "Severity (our view)"), SEVERITIES[control.severity]),
    ]
    colon = Text("：", ": ").in_(lang)
    said = [(title.in_(lang), clean(text.in_(lang))) for title, text in lines if text != NO_WORDS]
    if not markdown:
        return "\n".join(f"{title}{colon}{text}" for title, text in said)
    return "\n".join(f"- **{title}**{colon}{escaped(text)}" for title, text in said)
