"""Units as reports print them: base units, and their English."""

import re

MAGNITUDES = {
    "万亿": 1e12,
    "千亿": 1e11,
    "百亿": 1e10,
    "亿": 1e8,
    "千万": 1e7,
    "百万": 1e6,
    "万": 1e4,
    "千": 1e3,
    "百": 1e2,
}
"""Magnitudes that stand before a unit, longer ones first."""

# In 千米, 千克 and 千瓦 the 千 belongs to the name of the unit.
_MAGNITUDE = re.compile(rf"(?!千[米克瓦])(?:{'|'.join(MAGNITUDES)})")


def base_unit(unit: str) -> tuple[float, str]:
    """Split a printed unit into its magnitude and its base unit.

    Parameters
    ----------
    unit : str
        As printed: 亿元, 万户, %, 个百分点.

    Returns
    -------
    tuple of float and str
        What to multiply a printed value with, and the unit that the product is in: "" for a bare
        magnitude (8000万农业转移人口), which is a count.

    Examples
    --------
    >>> base_unit("亿元"), base_unit("千米"), base_unit("%"), base_unit("万")
    ((100000000.0, '元'), (1.0, '千米'), (1.0, '%'), (10000.0, ''))
    """
    magnitude = _MAGNITUDE.match(unit)
    if magnitude is None:
        return 1.0, unit
    return MAGNITUDES[magnitude.group()], unit[magnitude.end() :]


def in_unit(old: str | None, new: str | None) -> float | None:
    """Return what a number of one unit is multiplied by to be in another; None if it cannot be.

    Examples
    --------
    >>> in_unit("万元", "亿元"), in_unit("元", "家")
    (0.0001, None)
    """
    if not isinstance(old, str) or not isinstance(new, str):
        return None
    (factor, base), (wanted, other) = base_unit(old), base_unit(new)
    return factor / wanted if base == other else None
