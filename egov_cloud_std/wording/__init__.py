"""Reads the documents that a description names, and tells in which words they speak.

`facts` are what was found: plain values with places, that an assessment takes. `looking` looks, document by document:

- `opening` turns a file into `Prose`: text (UTF-8, UTF-16 with its mark, GB18030), Markdown (`markdown`), Word (`word`);
- `normal` lays full-width letters, traditional characters, line breaks and markup aside, and keeps every position;
- `lexicon` gathers the writings that are known: of the description's own terminology, and of the project's term base;
- `matching` finds them, by Aho and Corasick's automaton, and settles overlaps;
- `mixing` and `abbreviations` are the laws of what is wrong, and `saying` their words.

The automaton and the hardened XML parser come with the extra `documents`; without it nothing is read, and whoever asked
is told so.

How it is decided what a match is: Chinese has no word boundaries, so the longest known writing wins. Of overlapping
ones the leftmost stands, of those that begin together the longest; one inside a longer known writing is none. A writing
that begins or ends in an ASCII letter or digit begins or ends a word there (`API` is not in `RAPID`). Code, comments,
addresses and link targets are not read.

How fast: `python -m pytest -m campaign -s tests/test_wording_speed.py` reads 1 MB of text against 2,000 terms of three
writings each and prints the processor time: 0.4 s of plain text, 0.6 s of Markdown, on a shared machine of two cores.
How well: `python tests/wording_gold.py` prints precision and recall of each kind over the gold set in `tests/data/wording/`;
`tests/test_wording.py` holds them. What is known to be missed or wrong stays in the set: chiefly known words inside unknown
longer ones, and names in capitals.
"""

from .facts import NotLooked, Reading

__all__ = ["NotLooked", "Reading"]
