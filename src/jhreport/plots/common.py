"""What charts share: rows and their labels, values, tiles, legends, and what they refuse."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap

from jhreport import style
from jhreport.errors import FigureError
from jhreport.wording import Language, row_names, shorten


def refuse_unknown(groups: Iterable[str], palette: dict[str, str]) -> None:
    """Raise a `FigureError` if a group has no colour."""
    if unknown := set(groups) - set(palette):
        raise FigureError(f"No colour for {', '.join(sorted(unknown))}. Allowed: {list(palette)}.")


def row_labels(rows: pd.DataFrame, lang: Language) -> list[str]:
    """Return the labels of the rows of a chart: given ones, or the names of the indicators.

    A very long one is cut.
    """
    given = f"label_{lang}"
    return [shorten(label) for label in (rows[given] if given in rows else row_names(rows, lang))]


def set_rows(ax: Axes, labels: list[str]) -> None:
    """Let the y axis run down over labelled rows, without lines around them."""
    ax.set_yticks(range(len(labels)), labels)
    ax.set_ylim(len(labels) - 0.4, -0.6)
    ax.spines[["left", "bottom"]].set_visible(False)


def label_value(
    ax: Axes, text: str, x: float, row: int, *, gap: int, side: int = 1, **look: object
) -> None:
    """Write a value beside its mark: `gap` points to the right, or with side -1 to the left."""
    ax.annotate(
        text,
        (x, row),
        xytext=(gap * side, 0),
        textcoords="offset points",
        va="center",
        ha="left" if side > 0 else "right",
        size=style.SMALL,
        **look,
    )


def draw_tiles(
    shades: pd.DataFrame,
    texts: np.ndarray,
    *,
    hidden: np.ndarray,
    colors: str,
    lightest: float,
    ax: Axes,
    darkest: float = 0.76,
    gap: float = 2,
    turn: int = 90,
) -> None:
    """Draw a table as tiles with a whole number in each, darker for a larger shade.

    Parameters
    ----------
    shades : pandas.DataFrame
        What the colour stands for; its index and columns are the labels.
    texts : array
        The number on each tile.
    hidden : array of bool
        The tiles that are left blank.
    colors : str
        A colour map, of which the piece from `lightest` to `darkest` (0 to 1) is used.
    gap : float
        Width of the lines between tiles, in points.
    turn : int
        Angle of the labels of the columns.
    """
    cmap = sns.color_palette(colors, as_cmap=True)
    reach = darkest - lightest
    sns.heatmap(
        shades,
        mask=hidden,
        annot=texts,
        fmt="d",
        cmap=ListedColormap(cmap([lightest + reach * i / 255 for i in range(256)])),
        cbar=False,
        linewidths=gap,
        linecolor="white",
        annot_kws={"size": style.SMALL},
        ax=ax,
    )
    ax.set(xlabel="", ylabel="")
    ax.grid(visible=False)
    ax.tick_params(axis="x", rotation=turn)
    ax.tick_params(axis="y", rotation=0)


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
