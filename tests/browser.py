"""A browser for tests: pages of our own, opened from files, with no network.

A page that complains on its console, throws, or asks for anything but its own file fails the test that opened it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fixed_result import rendered
from tools import needed

from egov_cloud_std.assess.results import Result
from egov_cloud_std.words import Lang

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


def browser() -> Iterator[Any]:
    """Chromium, once for all tests of a module."""
    found = needed("chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


@contextmanager
def shown(browser: Any, file: Path, size: dict[str, int] = WIDE, **options: Any) -> Iterator[Any]:
    """The page of a file, with all that it did wrong held against it in the end."""
    context = browser.new_context(viewport=size, offline=True, **options)
    wrong: list[str] = []
    asked: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    if options.get("java_script_enabled", True):
        page.wait_for_selector("body[data-ready]")
    yield page
    context.close()
    assert wrong == []
    assert asked == [file.as_uri()]


def pages(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens the page of a result; as a fixture it takes those of the same names."""
    opened: list[Any] = []

    def open_(result: Result, lang: Lang = "zh", everything: bool = False, **options: Any) -> Any:
        file = tmp_path / f"报告 {len(opened)}.html"
        file.write_bytes(rendered("html", lang, everything, result))
        manager = shown(chromium, file, **options)
        page = manager.__enter__()
        opened.append(manager)
        return page

    yield open_
    for manager in opened:
        manager.__exit__(None, None, None)


def texts(page: Any, selector: str) -> list[str]:
    """What every element says that a selector finds."""
    return [one.strip() for one in page.locator(selector).all_inner_texts()]


def open_all(page: Any, within: str) -> None:
    """Opens everything that can be opened."""
    shut = f"{within} .opener[aria-expanded=false]"
    page.evaluate("shut => document.querySelectorAll(shut).forEach(one => one.click())", shut)
