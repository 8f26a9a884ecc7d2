"""The house style: font, sizes and colours, each with one home."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import matplotlib as mpl
from matplotlib import font_manager

FONT = "JHReport Sans SC"
TITLE, TEXT, SMALL = 14, 10.5, 9
"""The three sizes of text, in points."""

INK, MUTED = "#333333", "#8A8A8A"
AXIS, STEM, BAND, DIM = "#BBBBBB", "#E3E3E3", "#F3F3F3", "#B5B5B5"
"""Greys of the zero line, of a line that leads to a mark, of a background, of no statistic."""
RESULT, TARGET = "#1F6F8B", "#C8553D"
"""What was achieved, and what is promised."""
PALE, FALL, NONE = "#9CC3CF", "#7A5C99", "#D4D4D4"
"""A lighter result, a fall, and what is missing."""
BASES = {"real": RESULT, "nominal": PALE, "unknown": "#C9C9C9"}
"""Growth at constant prices, growth of the amount or count as it stands, and which is not known."""
KINDS = {"level": PALE, "both": RESULT, "growth": FALL, "other": NONE}
"""What the report gives of an indicator."""
OPERATORS = {
    "=": "#7A2E1F",
    ">=": TARGET,
    "<=": "#3E7CB1",
    "range": "#E3A857",
    "~": "#B8A48C",
    "qualitative": NONE,
}
"""How a target binds."""
LINES = (RESULT, TARGET, FALL, INK, "#3B8C6E", "#E3A857")
"""Series of one chart."""
VERDICTS = {"met": "#3B8C6E", "missed": "#B3261E", "not decidable": "#8A8A8A"}
"""What became of a target."""
SEQUENTIAL, SEQUENTIAL_WORDS = "Reds", "GnBu"
"""Colour maps for counts of targets, and of words and themes."""
SPREADS = {"even": FALL, "chance": RESULT, "clustered": PALE}
"""How a word is spread over the report."""
SLOGAN = "#E3A857"
"""What slogans add to a theme."""

_HERE = Path(__file__).parent
_RC_FILE = _HERE / "jhreport.mplstyle"


def use_style() -> None:
    """Set the house style for all figures drawn from here on.

    Starts from matplotlib's defaults, so that no setting of the user leaks into a figure. Call it
    again after ``seaborn.set_theme``, which resets the font.

    Examples
    --------
    >>> use_style()
    >>> import matplotlib
    >>> matplotlib.rcParams["font.family"]
    ['JHReport Sans SC']
    """
    _register_fonts()
    with mpl.rc_context():
        mpl.rcdefaults()
        defaults = {key: mpl.rcParams[key] for key in mpl.rcParams if not key.startswith("backend")}
    mpl.rcParams.update(defaults)
    mpl.style.use(_RC_FILE)


@contextmanager
def house_style() -> Iterator[None]:
    """Use the house style within a ``with`` block and restore the former settings after it."""
    with mpl.rc_context():
        use_style()
        yield


@cache
def _register_fonts() -> None:
    for path in sorted((_HERE / "fonts").glob("*.ttf")):
        font_manager.fontManager.addfont(path)
