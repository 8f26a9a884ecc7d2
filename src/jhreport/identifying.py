"""Give drafted rows the ids of the indicators they state, so that no two rows say the same."""

import re
from collections import Counter

from jhreport.datasets import load_indicators

_KEY = ("subject", "year", "status", "measure")
_SAID = ("value", "high", "unit", "op")


class Identities:
    """The indicators of a draft: known ones by their names, new ones as they come."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        known = load_indicators()
        for indicator, name, others in zip(
            known.index, known["name_zh"], known["synonyms"].fillna(""), strict=True
        ):
            for word in [name, *others.split()]:
                self._known.setdefault(_plain(word), indicator)
        self._new: dict[str, str] = {}
        self._firsts: dict[tuple, int] = {}
        self._stated: dict[tuple, dict] = {}
        self._told_apart: Counter[tuple] = Counter()

    def settle(self, row: dict) -> None:
        """Set ``indicator``, ``label`` and ``repeats`` of a drafted row.

        Parameters
        ----------
        row : dict
            A row, with ``name``, and ``several`` for a mean or sum over several years, which is
            another indicator than that of one year.

        Notes
        -----
        A row that says again what an earlier one has said repeats it. One that gives another
        number for the same indicator, subject, year, status and measure is of an indicator of its
        own, to be told apart by a reader.
        """
        label = f"{row['name'] or '（无名）'}{'（多年）' if row.pop('several') else ''}"
        indicator = self._id_of(label)
        key = (indicator, *(row[column] for column in _KEY))
        said = (key, *(str(row[column]) for column in _SAID))
        earlier = self._stated.setdefault(said, row)
        # One number for several things (四个一万亩) says each but once.
        row["repeats"] = earlier["start"] != row["start"]
        if row["repeats"]:
            row |= {"indicator": earlier["indicator"], "label": earlier["label"]}
            _look_at(row, f"said before at {earlier['start']}: leave one out")
            return
        self._told_apart[key] += 1
        if (count := self._told_apart[key]) > 1:
            first = self._firsts[key]
            if first != row["start"]:
                _look_at(row, f"named as at {first}, with another number: tell them apart")
            label = f"{label}（{count}）"
            indicator = self._id_of(label)
        self._firsts.setdefault(key, row["start"])
        row |= {"indicator": indicator, "label": label}

    def _id_of(self, label: str) -> str:
        plain = _plain(label)
        fresh = f"item_{len(self._new) + 1:03d}"
        return self._known[plain] if plain in self._known else self._new.setdefault(plain, fresh)


def _look_at(row: dict, what: str) -> None:
    row["check"] = "; ".join(filter(None, [row["check"], what]))


def _plain(word: str) -> str:
    return re.sub(r"[“”\s]|^全[市省国]", "", word)
