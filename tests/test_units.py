"""Units: magnitude and base."""

import pytest

from jhreport.units import MAGNITUDES, base_unit


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("元", (1.0, "元")),
        ("万元", (1e4, "元")),
        ("亿元", (1e8, "元")),
        ("万亿元", (1e12, "元")),
        ("亿件", (1e8, "件")),
        ("千人", (1e3, "人")),
        ("百万吨", (1e6, "吨")),
        ("千万元", (1e7, "元")),
        ("百亿元", (1e10, "元")),
        ("千亿元", (1e11, "元")),
        ("千米", (1.0, "千米")),
        ("万千瓦", (1e4, "千瓦")),
        ("千克", (1.0, "千克")),
        ("万标箱", (1e4, "标箱")),
        ("万平方米", (1e4, "平方米")),
        ("%", (1.0, "%")),
        ("个百分点", (1.0, "个百分点")),
        ("微克每立方米", (1.0, "微克每立方米")),
        ("立方米每万元", (1.0, "立方米每万元")),
        ("位", (1.0, "位")),
        ("", (1.0, "")),
    ],
)
def test_base_unit(unit, expected):
    assert base_unit(unit) == expected


@pytest.mark.parametrize(("magnitude", "factor"), [("万", 1e4), ("亿", 1e8), ("万亿", 1e12)])
def test_a_bare_magnitude_counts_without_a_counter(magnitude, factor):
    assert base_unit(magnitude) == (factor, "")


def test_no_magnitude_hides_a_longer_one():
    names = list(MAGNITUDES)
    for position, name in enumerate(names):
        assert not any(later.startswith(name) for later in names[position + 1 :])
