"""The words around each figure, computed from the frame that the figure shows.

One function a figure, in a module a notebook: it takes the frame and the report, and returns a
`Caption` for each language. The title states what the frame bears out, so another report gets its
own.
"""

from jhreport.captions import report, review, targets, themes, words, years

__all__ = ["report", "review", "targets", "themes", "words", "years"]
