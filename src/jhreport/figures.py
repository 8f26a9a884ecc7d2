"""The only writer of figures: title, source line and alt text around a plot, in both languages.

Two environment variables steer where figures go: ``JHREPORT_FIGURES`` names another folder than
``figures/`` of the checkout, and with ``JHREPORT_CHECK=1`` nothing is written: a figure that
differs from the one on disk is an error.
"""

import base64
import io
import os
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image

from jhreport import files, style
from jhreport.errors import FigureError
from jhreport.notes import Note
from jhreport.wording import LANGUAGES, Language, wrap

WIDTH = 9.0
MOST_ROWS = 50
"""More rows than this are not drawn in one chart."""
_LEAST_ROWS = 3
_MARGIN = 0.16
_LINE = {style.TITLE: 0.27, style.TEXT: 0.205, style.SMALL: 0.17}
"""Height of a line of each size, in inches."""


@dataclass(frozen=True)
class Caption:
    """The words around a figure, in one language.

    Attributes
    ----------
    title : str
        The finding.
    subtitle : str
        Measure, place, period and unit.
    source : str
        The report and its date.
    alt : str
        What is seen, for those who do not see it.
    """

    title: str
    subtitle: str
    source: str
    alt: str


@dataclass(frozen=True)
class SavedFigure:
    """A figure on disk, as a notebook shows it: the English edition, with its alt text."""

    name: str
    alt: str
    png: bytes

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple:
        size = Image.open(io.BytesIO(self.png)).size
        shown = {"alt": self.alt, "width": size[0] * 5 // 8, "height": size[1] * 5 // 8}
        data = {"image/png": base64.b64encode(self.png).decode(), "text/plain": repr(self)}
        return data, {"image/png": shown}

    def __repr__(self) -> str:
        return f"Figure {self.name}. {self.alt}"


def save_figure(
    name: str,
    captions: Mapping[Language, Caption] | Note,
    plot: Callable[..., Axes],
    *args: object,
    rows: int | None = None,
    **options: object,
) -> SavedFigure | Note:
    """Draw a figure in Chinese and in English and save each as PNG and SVG.

    Nothing is written before all four files are drawn. The files carry title and alt text as
    metadata, and are the same bytes for the same input and package versions.

    Parameters
    ----------
    name : str
        File name without suffix: lower-case letters, digits and hyphens.
    captions : mapping or Note
        A `Caption` for each language, as the functions of `captions` return; or the `Note` that
        they return where there is nothing to draw. Then this is returned, and no file is written.
    plot : callable
        A function of `plots`; called with `args`, `options`, an Axes ``ax`` and the language
        ``lang``, once for each language.
    rows : int, optional
        Number of rows of the chart, from which its height follows; by default the length of the
        first of `args`, of which only the first `MOST_ROWS` are drawn. The captions say so then.

    Raises
    ------
    FigureError
        If the name is no file name, a caption is empty, or a character is missing from the font;
        with ``JHREPORT_CHECK=1``, if a file on disk is not what is drawn.
    """
    if not name.replace("-", "").isalnum() or name != name.lower() or not name.isascii():
        raise FigureError(
            f"{name!r} is no figure name. Allowed: lower-case letters, digits and hyphens."
        )
    if isinstance(captions, Note):
        return captions
    if rows is None and len(args[0]) > MOST_ROWS:
        captions = {lang: _cut(captions[lang], len(args[0]), lang) for lang in LANGUAGES}
        args = (args[0].head(MOST_ROWS), *args[1:])
    height = 0.75 + 0.26 * max(_LEAST_ROWS, len(args[0]) if rows is None else rows)
    contents: dict[str, bytes] = {}
    for lang in LANGUAGES:
        for part, words in vars(captions[lang]).items():
            if not words.strip():
                raise FigureError(f"Figure {name!r} has no {part} in {lang!r}.")
        draw = partial(plot, *args, lang=lang, **options)
        for suffix, content in _render(draw, captions[lang], height).items():
            contents[f"{lang}/{name}.{suffix}"] = content
    for relative, content in contents.items():
        _store(figures_dir() / relative, content)
    return SavedFigure(name, captions["en"].alt, contents[f"en/{name}.png"])


_CUT = {
    "en": ("; the first {most} of {n} rows are drawn", " Only the first {most} rows are drawn."),
    "zh": ("；共{n}项，只画前{most}项", "只画前{most}项。"),
}


def _cut(caption: Caption, n: int, lang: Language) -> Caption:
    """Say in subtitle and alt text how many rows are drawn."""
    told, also = (pattern.format(most=MOST_ROWS, n=n) for pattern in _CUT[lang])
    return replace(caption, subtitle=caption.subtitle + told, alt=caption.alt + also)


def figures_dir() -> Path:
    """Return the folder of the figures: ``JHREPORT_FIGURES``, or ``figures/`` of the checkout."""
    chosen = os.environ.get("JHREPORT_FIGURES")
    return Path(chosen) if chosen else files.checkout_dir() / "figures"


def figure_index(folder: Path) -> str:
    """Return the index page of a folder of figures, in Markdown.

    Titles and alt texts are read from the files themselves.
    """
    lines = [
        "# Figures",
        "",
        "Every figure in English (`en/`) and in Chinese (`zh/`), as PNG and SVG, with its title",
        "and alt text. This page is written by `make report`.",
    ]
    for path in sorted((folder / "en").glob("*.png")):
        words = {lang: _words(folder / lang / path.name) for lang in LANGUAGES}
        lines += ["", f"## {path.stem}"]
        for lang, label in (("en", "English"), ("zh", "中文")):
            title, alt = words[lang]
            base = f"{lang}/{path.stem}"
            lines += ["", f"**{title}** {label}: [PNG]({base}.png), [SVG]({base}.svg)"]
            lines += ["", f"![{alt}]({base}.png)", "", alt]
    return "\n".join(lines) + "\n"


def _render(draw: Callable[..., Axes], caption: Caption, height: float) -> dict[str, bytes]:
    with style.house_style(), warnings.catch_warnings():
        warnings.filterwarnings("error", r"Glyph .* missing from font", UserWarning)
        figure = _frame(caption, height)
        try:
            draw(ax=figure.axes[0])
            png = _saved(figure, "png", Title=caption.title, Description=caption.alt, Software=None)
            svg = _saved(figure, "svg", Title=caption.title, Description=caption.alt, Date=None)
        except UserWarning as warning:
            if "missing from font" not in str(warning):
                raise
            raise FigureError(
                f"{warning} Choose another character, or rebuild the font with it."
            ) from None
    return {"png": png, "svg": svg}


def _frame(caption: Caption, height: float) -> Figure:
    """Return a figure with one Axes and the words of a caption above and below it."""
    blocks = [
        (caption.title, style.TITLE, style.INK, "bold"),
        (caption.subtitle, style.TEXT, style.MUTED, "normal"),
    ]
    wrapped = [(wrap(text, WIDTH - 2 * _MARGIN, size), size, *look) for text, size, *look in blocks]
    head = _MARGIN + sum(len(lines) * _LINE[size] for lines, size, *_ in wrapped) + 0.14
    foot = _MARGIN + _LINE[style.SMALL]
    total = height + head + foot
    figure = Figure((WIDTH, total), layout="constrained")
    left = _MARGIN / WIDTH
    figure.get_layout_engine().set(
        rect=(left, foot / total, 1 - 2 * left, height / total), w_pad=0, h_pad=0.04
    )
    top = total - _MARGIN
    for lines, size, color, weight in wrapped:
        figure.text(
            left, top / total, "\n".join(lines), size=size, color=color, weight=weight, va="top",
            linespacing=1.25,
        )  # fmt: skip
        top -= len(lines) * _LINE[size] + 0.04
    figure.text(left, _MARGIN / total / 2, caption.source, size=style.SMALL, color=style.MUTED)
    figure.add_subplot()
    return figure


def _saved(figure: Figure, suffix: str, **metadata: str | None) -> bytes:
    stream = io.BytesIO()
    figure.savefig(stream, format=suffix, metadata=metadata)
    return stream.getvalue()


def _store(path: Path, content: bytes) -> None:
    if os.environ.get("JHREPORT_CHECK") != "1":
        files.write_whole(path, content)
    elif not path.is_file() or path.read_bytes() != content:
        raise FigureError(
            f"figures/{path.parent.name}/{path.name} is not what the code draws. "
            "If the change is meant, run `make report` and look at the picture."
        )


def _words(path: Path) -> tuple[str, str]:
    try:
        with Image.open(path) as image:
            return image.text["Title"], image.text["Description"]
    except (OSError, KeyError) as error:
        raise FigureError(
            f"{path} cannot be read as a figure of this project ({error}). Run `make report`."
        ) from error
