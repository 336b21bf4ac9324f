"""Holds what stands behind the values of a description against the files that it names.

`facts` are what was found: plain values that an assessment takes. `holding` looks: it opens the artefact of each item
of `evidence` and compares digests; it reads nothing inside. A reader of artefacts (a test report, a scan) is one module
in a folder `readers/` of this room, one per format, and makes facts of its own with their place in the artefact; an
assessment takes those as it takes these.
"""

from .facts import Artefact, Facts

__all__ = ["Artefact", "Facts"]
