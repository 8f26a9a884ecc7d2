"""Quoting: pieces of a text around numerals, that find them again."""

import pytest

from jhreport.files import data_dir
from jhreport.offsets import Locator
from jhreport.quantities import find_quantities
from jhreport.quoting import Quotes
from jhreport.report import load_report


def quoted(text: str) -> list[str]:
    """Return the quote of each numeral in Arabic digits."""
    quotes = Quotes(text)
    rows = find_quantities(text).query("script == 'arabic'").itertuples()
    return [quotes.around(row.start, row.end) for row in rows]


def test_a_quote_that_stands_once_is_short():
    text = f"{'杭' * 100}新增贷款945亿元，{'州' * 100}"
    assert quoted(text) == ["杭杭杭杭杭杭杭杭新增贷款945亿元，州州州"]


def test_a_quote_has_no_white_space():
    assert quoted("杭州 新增\n贷款\u3000945 亿元，出口") == ["杭州新增贷款945亿元，出口"]


def test_a_quote_grows_until_it_stands_once():
    text = "金东区今年首季进口增长5%。武义县今年首季进口增长5%。"
    quotes = quoted(text)
    assert quotes == ["金东区今年首季进口增长5%。武义县今", "。武义县今年首季进口增长5%。"]
    assert [text.count(quote) for quote in quotes] == [1, 1]


def test_a_quote_ends_where_another_such_numeral_stands():
    assert quoted("东阳、永康两地进口分别增长5%、6%，出口增长5%，就业稳定。") == [
        "阳、永康两地进口分别增长5%、6%，出",
        "康两地进口分别增长5%、6%，出口增长",
        "%、6%，出口增长5%，就业稳定",
    ]


def test_a_quote_holds_its_numeral_once_though_an_equal_one_stands_near():
    quotes = quoted("东阳、永康两地进口分别增长5%、5%，出口持平。")
    assert [quote.count("5") for quote in quotes] == [1, 1]


def test_a_quote_that_never_stands_once_reaches_back_48_characters():
    text = f"{'杭' * 60}5%。" * 2
    assert quoted(text)[1] == f"{'杭' * 48}5%。"


@pytest.mark.parametrize(("text", "quote"), [("5%", "5%"), ("5", "5"), (" 5 ", "5")])
def test_a_quote_of_a_short_text_is_the_text(text, quote):
    assert quoted(text) == [quote]


@pytest.mark.parametrize("year", [2008, 2010, 2012, 2014, 2016, 2018, 2022])
def test_quotes_of_real_reports_find_their_numerals(year):
    text = load_report(data_dir() / "evaluation" / f"national-{year}.txt").text
    quotes, locator, squeezed = Quotes(text), Locator(text), "".join(text.split())
    for row in find_quantities(text).itertuples():
        quote = quotes.around(row.start, row.end)
        assert locator.holds(quote, row.start, row.end)
        if squeezed.count(quote) == 1 and quote.count(row.text) == 1:
            assert locator.span(quote, row.text) == (row.start, row.end)
