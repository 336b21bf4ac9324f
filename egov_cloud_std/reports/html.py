"""For a browser: one file with everything in it, that works offline and in both languages, and can be printed.

Nothing in the file is fetched, and the one script that runs in it is this package's own: what a description says is data,
in a block that no browser runs, and reaches the page as text only. The policy in the file's head says the same to the browser.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from html import escape

from ..assess.results import Result
from ..laid import laid_text
from ..words import SELF_CHECK, Lang
from . import __path__ as folders
from ._html_data import pieces
from ._html_words import WORDS

STYLES = ("page.css", "parts.css", "region.css", "print.css")
# One script, in parts: what stands on the page is built by `SECTIONS`, in this order.
SECTIONS = (
    "overview.js",
    "region.js",
    "tree.js",
    "trend.js",
    "units.js",
    "failing.js",
    "gradings.js",
    "findings.js",
    "missing.js",
    "claims.js",
    "working.js",
    "inputs.js",
    "about.js",
)
SCRIPTS = ("elements.js", "data.js", "parts.js", "detail.js", "grid.js", *SECTIONS, "page.js")


def render(result: Result, lang: Lang, everything: bool) -> Iterator[str]:
    """The page. `lang` is shown first; the other language is a press of a button away."""
    style, script = _laid(STYLES), _laid(SCRIPTS)
    yield _head(lang, style, script)
    yield from pieces(result, lang, everything)
    yield f'</script>\n<script type="module">{script}</script>\n</body>\n</html>\n'


def policy(style: str, script: str) -> str:
    """What a browser may do with the page: apply this style, run this script, and nothing else."""
    return (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _laid(names: tuple[str, ...]) -> str:
    return "\n" + "\n".join(laid_text(folders, f"_html/{name}") for name in names)


def _digest(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _head(lang: Lang, style: str, script: str) -> str:
    """Everything before the data. Where no script runs, the page says so, and what it is."""
    first, other = ("zh", "en") if lang == "zh" else ("en", "zh")
    tags = {"zh": "zh-CN", "en": "en"}
    without = "".join(
        f'<p lang="{tags[one]}">{escape(text.in_(one))}</p>'  # type: ignore[arg-type]
        for text in (WORDS["no_script"], SELF_CHECK)
        for one in (first, other)
    )
    return f"""<!DOCTYPE html>
<html lang="{tags[lang]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(policy(style, script))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{escape(WORDS["report"].in_(lang))}</title>
<style>{style}</style>
</head>
<body>
<noscript>{without}</noscript>
<div id="page"></div>
<script type="application/json" id="data">"""
