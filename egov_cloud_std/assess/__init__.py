"""Holds a platform against profiles at one moment.

Pure: profiles, a platform and a moment in; an assessment out. Opens no file, reads no clock, knows no language.
It keeps one small status per control and subject; findings, places and explanations are made on demand.
"""

from .assessment import Assessment, Conclusion, Remark, assess_platform
from .findings import Finding
from .observing import Observation
from .scores import Interval, Score

__all__ = ["Assessment", "Conclusion", "Finding", "Interval", "Observation", "Remark", "Score", "assess_platform"]
