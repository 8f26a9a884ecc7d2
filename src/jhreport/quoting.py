"""Quotes for numerals: pieces of a text around them that stand in it once."""


class Quotes:
    """Finds pieces of a text that stand in it once.

    Examples
    --------
    >>> text = "四县进口分别增长5%、6%，出口持平，就业保持稳定。"
    >>> Quotes(text).around(8, 9)
    '四县进口分别增长5%、6%，出'
    """

    _GRAM = 10

    def __init__(self, text: str) -> None:
        self._kept = [i for i, sign in enumerate(text) if not sign.isspace()]
        self._place = {offset: place for place, offset in enumerate(self._kept)}
        self._text = "".join(text[i] for i in self._kept)
        seen: dict[str, int] = {}
        for place in range(len(self._text) - self._GRAM + 1):
            gram = self._text[place : place + self._GRAM]
            seen[gram] = -1 if gram in seen else place
        self._once = {place for place in seen.values() if place >= 0}

    def around(self, start: int, end: int) -> str:
        """Return a piece around a numeral, white space left out.

        It stands once in the text if a piece of 48 characters before the numeral does, and holds
        the numeral once unless equal ones stand side by side.
        """
        first, last = self._place[start], self._place[end - 1] + 1
        for reach in (12, 24, 48):
            left, right = max(0, first - reach), min(len(self._text), last + reach // 2)
            numeral = self._text[first:last]
            while left < first and self._text[left:first].find(numeral) >= 0:
                left += 1
            while right > last and self._text[last:right].find(numeral) >= 0:
                right -= 1
            if any(p in self._once for p in range(left, right - self._GRAM + 1)):
                break
        return self._text[left:right]
