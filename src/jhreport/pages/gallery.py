"""The figures of a report as pages show them: titles, alt texts and files in both languages."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from jhreport.errors import FigureError
from jhreport.figures import figure_words
from jhreport.wording import LANGUAGES

KINDS = ("png", "svg")


@dataclass(frozen=True)
class Picture:
    """A figure in one language: what it says, and its size in pixels."""

    title: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class GalleryFigure:
    """A figure in Chinese and in English.

    Attributes
    ----------
    name : str
        File name without suffix; begins with the number of its notebook.
    zh, en : Picture
        The two editions.
    contents : dict of str to bytes
        Its four files, by path: ``en/01-2-growth.svg``.
    """

    name: str
    zh: Picture
    en: Picture
    contents: dict[str, bytes]

    @property
    def number(self) -> str:
        """The number of the notebook that draws it."""
        return self.name.partition("-")[0]


def read_gallery(folder: Path) -> list[GalleryFigure]:
    """Read the figures of a folder, in the order of their names; none if there is no folder.

    Raises
    ------
    FigureError
        If a file is missing in one language or kind, or is no figure of this project.
    """
    return [_read(folder, path.stem) for path in sorted((folder / "en").glob("*.png"))]


def _read(folder: Path, name: str) -> GalleryFigure:
    pictures = {lang: _picture(folder / lang / f"{name}.png") for lang in LANGUAGES}
    paths = [f"{lang}/{name}.{kind}" for lang in LANGUAGES for kind in KINDS]
    return GalleryFigure(name, **pictures, contents={p: _content(folder / p) for p in paths})


def _picture(path: Path) -> Picture:
    title, alt = figure_words(path)
    with Image.open(path) as image:
        return Picture(title, alt, *image.size)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FigureError(
            f"{path} cannot be read: {error.strerror or error}. Run `make report`."
        ) from error
