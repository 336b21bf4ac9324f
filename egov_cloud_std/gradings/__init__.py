"""Simulates the grading schemes of others (模拟测算) on an assessment, and shows the working line by line.

A scheme is a file of data in a small closed language: figures to read, steps of the score, bands with explicit bounds,
vetoes, caps, a payment. Every number is an interval of exact fractions, and nothing is rounded. Where the interval leaves
more than one verdict open, or the source does not say, there is no verdict. Pure: it opens no file and reads no clock.
"""

from .grading import grade
from .model import Grading
from .reading import read_grading

__all__ = ["Grading", "grade", "read_grading"]
