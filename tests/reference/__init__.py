"""A second evaluator of controls: plain and slow, written from the design alone, to hold the product against.

It shares no code with `egov_cloud_std.checks` and `egov_cloud_std.assess`.
"""

from .evaluator import Verdict, evaluate

__all__ = ["Verdict", "evaluate"]
