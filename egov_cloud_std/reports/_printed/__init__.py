"""What formats that are printed on paper share: a report as a row of blocks, and how blocks become pages.

`report` and `notice` say what there is to say, as `blocks`; `docx` and `typst` write blocks in a `Style`. Neither
side knows the other, so a new report is a new row of blocks, and a new file format is a new writer.
"""
