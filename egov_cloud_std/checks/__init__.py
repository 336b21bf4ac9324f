"""The closed set of questions a control may ask, and the logic that joins them.

A condition is a tree of `AllOf`, `AnyOf`, `Not` and `Check`; a `Check` is one route into the description and one
question about the value there. Answers are true, false or unknown (`None`), joined by Kleene's logic.
Every kind of question stands in one file of `kinds/` with its four duties: its logic, its words in two languages,
its mutants, and the nearest change that flips it. A file laid there is found by itself.
"""

from .conditions import AllOf, AnyOf, Check, Condition, Not, deciding
from .language import read_condition
from .reader import Reader
from .routes import ListRoute, Route
from .world import Subject, World

__all__ = [
    "AllOf",
    "AnyOf",
    "Check",
    "Condition",
    "ListRoute",
    "Not",
    "Reader",
    "Route",
    "Subject",
    "World",
    "deciding",
    "read_condition",
]
