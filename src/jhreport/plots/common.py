"""What charts share: labels of rows, legends, and what they refuse."""

from collections.abc import Iterable

import pandas as pd
from matplotlib.axes import Axes

from jhreport.errors import FigureError
from jhreport.wording import Language, row_names


def refuse_unknown(groups: Iterable[str], palette: dict[str, str]) -> None:
    """Raise a `FigureError` if a group has no colour."""
    if unknown := set(groups) - set(palette):
        raise FigureError(f"No colour for {', '.join(sorted(unknown))}. Allowed: {list(palette)}.")


def row_labels(rows: pd.DataFrame, lang: Language) -> list[str]:
    """Return the labels of the rows of a chart: given ones, or the names of the indicators."""
    given = f"label_{lang}"
    return list(rows[given] if given in rows else row_names(rows, lang))


def legend_below(ax: Axes, handles: list | None = None, labels: list[str] | None = None) -> None:
    """Put the legend below the axis and its labels."""
    given = {} if handles is None else {"handles": handles, "labels": labels}
    # Lines of text between the axis and the legend: tick labels and the axis label.
    tick_lines = 1 + max((t.get_text().count("\n") for t in ax.get_xticklabels()), default=0)
    lines_above = tick_lines * ax.xaxis.get_tick_params().get("labelbottom", True)
    lines_above += bool(ax.get_xlabel())
    ax.legend(
        **given,
        loc="upper left",
        bbox_to_anchor=(0, 0),
        borderaxespad=1.0 + 1.4 * lines_above,
        ncols=6,
        columnspacing=1.6,
        handletextpad=0.5,
    )
