"""Units as reports print them: base units, and their English."""

import re

MAGNITUDES = {"万亿": 1e12, "亿": 1e8, "万": 1e4}

_MAGNITUDE = re.compile("|".join(MAGNITUDES))


def base_unit(unit: str) -> tuple[float, str]:
    """Split a printed unit into its magnitude and its base unit.

    Parameters
    ----------
    unit : str
        As printed: 亿元, 万户, %, 个百分点.

    Returns
    -------
    tuple of float and str
        What to multiply a printed value with, and the unit that the product is in.

    Examples
    --------
    >>> base_unit("亿元"), base_unit("万平方米"), base_unit("%")
    ((100000000.0, '元'), (10000.0, '平方米'), (1.0, '%'))
    """
    magnitude = _MAGNITUDE.match(unit)
    if magnitude is None or magnitude.end() == len(unit):
        return 1.0, unit
    return MAGNITUDES[magnitude.group()], unit[magnitude.end() :]
