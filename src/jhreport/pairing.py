"""Last year's results, this year's promises and what came of them: which may be compared, and how.

Whether two numbers measure the same thing is a reading, written down in the report's tables
(``pairs.csv``, ``outcomes.csv``); what follows from it is computed here.
"""

from pathlib import Path

import pandas as pd

from jhreport.comparison import review, targets
from jhreport.datasets import load_observations
from jhreport.links import load_outcomes, load_pairs, load_published
from jhreport.report import Report, load_report
from jhreport.units import in_unit
from jhreport.years import implied_base

VERDICTS = ("met", "missed", "not decidable", "not found")
DIRECTIONS = (
    "better",
    "worse",
    "higher",
    "lower",
    "equal",
    "lower floor",
    "higher ceiling",
    "up to the result",
    "around the result",
    "in words",
)
_TARGET = ["target", "target_subject", "target_measure"]


def compare(report: str | Path | Report) -> pd.DataFrame:
    """Set each target of a report beside the result that a reader would set it against.

    A ratio or difference is given for pairs of one thing only (`comparability` ``same``): the
    ratio of target to result for amounts and counts, the difference for rates, growth rates and
    limits, which are no amounts.

    Parameters
    ----------
    report : str, Path or Report
        Name of a report, its folder, or a loaded `Report`.

    Returns
    -------
    pandas.DataFrame
        A row for each target, in the order of the text. Columns:

        - ``indicator``, ``subject``, ``is_whole``, ``name_zh``, ``name_en``: of the target;
        - ``result_indicator``, ``result_subject``, ``result_measure``: what it is set against;
          missing where the report has no such result;
        - ``result`` in ``result_unit`` with ``result_op``, and ``result_growth`` in percent: level
          and growth of that result;
        - ``target`` and ``target_unit``, or ``target_growth`` (percent), with ``target_high`` for
          a range, and ``target_op``; ``statement``: the words of a target without a number;
        - ``comparability`` and ``why``: label and reason, as in `load_pairs`;
        - ``ratio``, missing where the result is 0; ``difference`` and, for a range,
          ``difference_high``;
        - ``direction``: one of `DIRECTIONS`; ``higher`` and ``lower`` are for indicators of which
          neither is better. A floor below the result of an indicator that is
          better higher is a ``lower floor``, a ceiling above that of one that is better lower a
          ``higher ceiling``: neither is a plan to worsen;
        - ``base_low`` and ``base_high``: bounds of the year before the result, as `implied_base`
          returns, in ``result_unit``;
        - ``outcome`` in ``outcome_unit``, ``verdict``, ``verdict_why``, ``grade``,
          ``source_title``, ``source_url``: as `outcomes` returns.

    Examples
    --------
    >>> table = compare("jinhua-2020").set_index("indicator")
    >>> table.loc["urban_new_jobs", ["comparability", "direction"]].tolist()
    ['same', 'lower floor']
    """
    report = load_report(report)
    stated, published = load_observations(report), load_published(report.place_zh)
    table = _with_results(_target_rows(report, stated), report, stated)
    table = table.assign(**_sums(table))
    bases = implied_base(report, stated, published)[
        ["indicator", "subject", "base_low", "base_high"]
    ]
    bases = bases.rename(columns={"indicator": "result_indicator", "subject": "result_subject"})
    bases = bases.dropna(subset="base_low").drop_duplicates(["result_indicator", "result_subject"])
    table = table.merge(bases, how="left", on=["result_indicator", "result_subject"])
    ends = ["outcome", "outcome_unit", "verdict", "verdict_why"]
    ends += ["grade", "source_title", "source_url"]
    table = table.join(outcomes(report, stated, published)[ends])
    is_growth = table["measure"] == "growth"
    table["target_growth"] = table["value"].where(is_growth)
    table["target"] = table["value"].where(~is_growth)
    table["target_unit"] = table["unit"].where(~is_growth)
    columns = ["indicator", "subject", "is_whole", "name_zh", "name_en"]
    columns += ["result_indicator", "result_subject"]
    columns += ["result_measure", "result", "result_unit", "result_op", "result_growth", "target"]
    columns += ["target_high", "target_op", "target_unit", "target_growth", "statement"]
    columns += ["comparability", "why", "ratio", "difference", "difference_high", "direction"]
    return table[[*columns, "base_low", "base_high", *ends]]


def outcomes(
    report: str | Path | Report,
    stated: pd.DataFrame | None = None,
    published: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Tell of each target of a report whether published figures show that it was met.

    Parameters
    ----------
    report : str, Path or Report
        Name of a report, its folder, or a loaded `Report`.
    stated : pandas.DataFrame, optional
        As `load_observations` returns, which is the default.
    published : pandas.DataFrame, optional
        As `load_published` returns for the place, which is the default.

    Returns
    -------
    pandas.DataFrame
        A row for each target, in the order of the text: ``indicator``, ``subject``,
        ``is_whole``, ``name_zh``, ``name_en``, ``measure``, ``op``, ``target``, ``target_high``
        and ``unit`` as `targets` returns; ``outcome`` in ``outcome_unit`` with
        ``outcome_subject``, the published figure that bears on it; ``verdict`` (``met``,
        ``missed``, ``not decidable``, or ``not found``) and ``verdict_why``; ``grade``,
        ``source_title``, ``source_url``.

    Examples
    --------
    >>> found = outcomes("jinhua-2020").set_index("indicator")
    >>> print(found.loc["gdp", ["outcome", "verdict"]].to_json())
    {"outcome":2.8,"verdict":"missed"}
    """
    report = load_report(report)
    stated = load_observations(report) if stated is None else stated
    published = load_published(report.place_zh) if published is None else published
    table = _target_rows(report, stated)
    judged = load_outcomes(report, stated, published).rename(
        columns=dict(zip(_TARGET, _KEY, strict=True))
    )
    judged = judged.rename(columns={"published_subject": "outcome_subject", "why": "verdict_why"})
    table = table.merge(judged, how="left", on=_KEY)
    published = published[published["year"] == report.target_year]
    columns = {"subject": "outcome_subject", "op": "outcome_op", "unit": "figure_unit"}
    columns |= {"value": "figure", "growth": "figure_growth"}
    published = published.rename(columns=columns).drop_duplicates(["indicator", "outcome_subject"])
    chosen = ["indicator", *columns.values(), "grade", "source_title", "source_url"]
    table = table.merge(published[chosen], how="left", on=["indicator", "outcome_subject"])
    is_growth = table["measure"] == "growth"
    table["outcome"] = table["figure_growth"].where(is_growth, table["figure"])
    table["outcome_unit"] = (
        table["figure_unit"].where(~is_growth, "%").where(table["outcome"].notna())
    )
    table["verdict"] = [_verdict(row) for row in table.itertuples()]
    table = table.rename(columns={"value": "target", "target_op": "op"})
    first = [*_KEY[:2], "is_whole", "name_zh", "name_en", "measure", "op"]
    first += ["target", "target_high", "unit"]
    last = ["outcome", "outcome_unit", "outcome_subject", "verdict", "verdict_why"]
    return table[[*first, *last, "grade", "source_title", "source_url"]]


_KEY = ["indicator", "subject", "measure"]


def _target_rows(report: Report, stated: pd.DataFrame) -> pd.DataFrame:
    names = {"target": "value", "op": "target_op"}
    return targets(report, stated).rename(columns=names).reset_index(drop=True)


def _with_results(table: pd.DataFrame, report: Report, stated: pd.DataFrame) -> pd.DataFrame:
    """Put beside each target the pair it is in, and level and growth of the pair's result."""
    pairs = load_pairs(report, stated).rename(columns=dict(zip(_TARGET, _KEY, strict=True)))
    pairs = pairs.rename(columns={"result": "result_indicator"})
    results = review(report, stated).rename(
        columns={
            "indicator": "result_indicator",
            "subject": "result_subject",
            "level": "result",
            "unit": "result_unit",
            "level_op": "result_op",
            "growth": "result_growth",
            "value_base": "result_base",
        }
    )
    key = ["result_indicator", "result_subject"]
    columns = [*key, "result", "result_unit", "result_op", "result_growth", "result_base"]
    return table.merge(pairs, how="left", on=_KEY).merge(results[columns], how="left", on=key)


def _sums(table: pd.DataFrame) -> dict[str, pd.Series]:
    """Return ratio, difference and direction of the pairs of one thing."""
    same = (table["comparability"] == "same").fillna(False).astype(bool)
    numbered = same & table["value"].notna()
    is_amount = table["kind"].isin(["flow", "stock"]) & (table["measure"] == "level")
    is_growth = table["measure"] == "growth"
    result = table["result_growth"].where(is_growth, table["result"])
    # A level and its target may be printed in units of two magnitudes: 万元 and 元.
    scale = _factors(table["unit"], table["result_unit"]).mask(is_growth, 1.0)
    low, high = table["value"] * scale, table["target_high"] * scale
    # A result of 0 can be set beside a target, but divides nothing.
    ratio = table["value_base"] / table["result_base"].replace(0, pd.NA)
    directions = [
        "in words"
        if same_ and op == "qualitative"
        else _direction(*numbers)
        if told and not pd.isna(numbers[0])
        else None
        for same_, told, op, *numbers in zip(
            same,
            numbered,
            table["target_op"],
            result.where(~is_amount, table["result_base"]),
            low.where(~is_amount, table["value_base"]),
            high.where(~is_amount, table["value_base_high"]),
            table["target_op"],
            table["better"].fillna(""),
            strict=True,
        )
    ]
    return {
        "ratio": ratio.where(numbered & is_amount),
        "difference": (low - result).round(6).where(numbered & ~is_amount),
        "difference_high": (high - result).round(6).where(numbered & ~is_amount),
        "direction": pd.Series(directions, index=table.index, dtype="str"),
    }


def _factors(units: pd.Series, wanted: pd.Series) -> pd.Series:
    """Return what numbers of some units are multiplied by to be in others; 1 where none can be."""
    factors = [in_unit(*both) for both in zip(units, wanted, strict=True)]
    return pd.Series(factors, units.index, dtype="Float64").fillna(1.0)


def _direction(result: float, low: float, high: float, op: str, better: str) -> str:
    """Tell how a target stands to a result of the same thing."""
    if op == "range" and low <= result <= high:
        return "up to the result" if result == high else "around the result"
    if low == result:
        return "equal"
    if op == ">=" and low < result and better != "lower":
        return "lower floor"
    if op == "<=" and low > result and better != "higher":
        return "higher ceiling"
    if not better:
        return "higher" if low > result else "lower"
    return "better" if (low > result) == (better == "higher") else "worse"


def _verdict(row: tuple) -> str:
    """Tell whether a published figure meets a target, by the target's operator."""
    if pd.isna(row.decidable):
        return "not found"
    if row.decidable == "no" or pd.isna(row.value) or pd.isna(row.outcome):
        return "not decidable"
    factor = 1.0 if row.measure == "growth" else in_unit(row.outcome_unit, row.unit)
    if factor is None or row.target_op == "~":
        return "not decidable"
    figure, low = row.outcome * factor, row.value
    if row.target_op == "range":
        if row.outcome_op != "=":
            return "not decidable"
        beyond = {"higher": figure > row.target_high, "lower": figure < low}
        inside = low <= figure <= row.target_high
        return "met" if inside or beyond.get(row.better, False) else "missed"
    bound = row.target_op
    if bound == "=" and not pd.isna(row.better):
        # To reach a mark is to come that far or further.
        bound = ">=" if row.better == "higher" else "<="
    if row.outcome_op not in ("=", bound):
        return "not decidable"
    met = {">=": figure >= low, "<=": figure <= low}.get(bound, figure == low)
    return "met" if met else "missed" if row.outcome_op == "=" else "not decidable"


def three_years(report: str | Path | Report) -> pd.DataFrame:
    """Put the year before, the result and the target of one thing side by side, where two exist.

    Targets are those of `compare` that are the same thing as a result, as amounts or counts.

    Returns
    -------
    pandas.DataFrame
        In the order of the review: ``indicator``, ``subject``, ``is_whole``, ``name_zh``,
        ``name_en``, ``group`` (``money`` for sums in yuan, else ``count``), ``base``, ``base_low``,
        ``base_high`` and ``published`` (the year before), ``result``, ``target``, all in
        ``unit``; ``target_op``.

    Examples
    --------
    >>> table = three_years("jinhua-2020").set_index("indicator")
    >>> print(table.loc["urban_new_jobs", ["result", "target", "group"]].to_json())
    {"result":17.2,"target":10.0,"group":"count"}
    """
    report = load_report(report)
    results = review(report).rename(columns={"level": "result"})
    bases = implied_base(report)[
        ["indicator", "subject", "base", "base_low", "base_high", "published", "refused"]
    ]
    bases["published"] = bases["published"].where(bases["refused"].isna())
    pairs = compare(report).dropna(subset="ratio")
    pairs["target"] *= _factors(pairs["target_unit"], pairs["result_unit"])
    pairs = pairs[["result_indicator", "result_subject", "target", "target_op"]]
    pairs = pairs.set_axis(["indicator", "subject", "target", "target_op"], axis=1)
    key = ["indicator", "subject"]
    table = results.merge(bases, how="left", on=key).merge(pairs, how="left", on=key)
    table = table[table[["base", "target"]].notna().any(axis=1)].reset_index(drop=True)
    return pd.DataFrame(
        {
            **{column: table[column] for column in [*key, "is_whole", "name_zh", "name_en"]},
            "group": table["unit_base"].eq("元").map({True: "money", False: "count"}),
            **{column: table[column] for column in ["base", "base_low", "base_high"]},
            **{column: table[column] for column in ["published", "result", "target"]},
            "unit": table["unit"],
            "target_op": table["target_op"],
        }
    )
