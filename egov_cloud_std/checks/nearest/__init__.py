"""The nearest change, for conditions and for families of questions: edits of a description that turn a verdict.

`seeking` goes from a condition down to its checks and keeps only edits that do turn it; a kind of question proposes
edits, nearest first, and may propose too much. `values` writes values of a field, `lists` edits lists of things.
"""

from .lists import Listed
from .seeking import Trial, after, then, towards

__all__ = ["Listed", "Trial", "after", "then", "towards"]
