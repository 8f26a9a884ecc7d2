"""Figures: four files of the same bytes each time, with words inside, or an error and none."""

import base64
import hashlib
import io
import re
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.axes import Axes
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from jhreport import files
from jhreport.errors import FigureError
from jhreport.figures import Caption, SavedFigure, figure_index, figures_dir, save_figure
from jhreport.notes import Note
from jhreport.plots import plot_bars

CAPTIONS = {
    "en": Caption("Imports grew 66.8%", "Growth in 2019", "Source: made", "Bars: 66.8 & <6.5>."),
    "zh": Caption("进口增长66.8%", "2019年增速", "资料来源：自编", "条形：66.8和6.5。"),
}
NAMES = ["en/01-1-toy.png", "en/01-1-toy.svg", "zh/01-1-toy.png", "zh/01-1-toy.svg"]
ROWS = pd.DataFrame({"growth": [66.8, 6.5]})


def draw_toy(rows: pd.DataFrame, *, lang: str, ax: Axes, word: str = "") -> Axes:
    ax.barh(range(len(rows)), rows["growth"])
    ax.set_xlabel({"zh": "增速", "en": "Growth"}[lang] + word)
    return ax


def save_toy(name: str = "01-1-toy", captions: dict = CAPTIONS, **options: object) -> SavedFigure:
    return save_figure(name, captions, draw_toy, ROWS, **options)


def changed(lang: str, **words: str) -> dict:
    return CAPTIONS | {lang: Caption(**(vars(CAPTIONS[lang]) | words))}


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("JHREPORT_FIGURES", str(tmp_path / "figures"))
    monkeypatch.delenv("JHREPORT_CHECK", raising=False)
    return tmp_path / "figures"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory) -> Path:
    """Return a folder with one figure, not to be changed."""
    folder = tmp_path_factory.mktemp("drawn")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JHREPORT_FIGURES", str(folder))
        patch.delenv("JHREPORT_CHECK", raising=False)
        save_toy()
    return folder


def test_a_figure_is_four_files(drawn):
    assert sorted(contents(drawn)) == NAMES


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_png_carries_title_and_alt_text_and_nothing_of_the_machine(drawn, lang):
    with Image.open(drawn / lang / "01-1-toy.png") as image:
        assert image.text == {
            "Title": CAPTIONS[lang].title,
            "Description": CAPTIONS[lang].alt,
        }


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_svg_carries_title_and_alt_text_and_no_date(drawn, lang):
    svg = (drawn / lang / "01-1-toy.svg").read_text(encoding="utf-8")
    assert re.findall(r"<title>(.*?)</title>", svg) == [CAPTIONS[lang].title]
    assert re.findall(r"<dc:title>(.*?)</dc:title>", svg)[:1] == [CAPTIONS[lang].title]
    alt = CAPTIONS[lang].alt.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert re.findall(r"<dc:description>(.*?)</dc:description>", svg) == [alt]
    assert re.findall(r"<dc:date>|<text|font-family", svg) == []


def test_height_follows_from_the_number_of_rows(drawn, folder):
    save_toy("tall", rows=12)
    sizes = []
    for path in (drawn / "en" / "01-1-toy.png", folder / "en" / "tall.png"):
        with Image.open(path) as image:
            sizes.append(image.size)
    # 9 inches at 144 dots; nine rows more of 0.26 inches each: the least are three.
    assert [width for width, _ in sizes] == [1296, 1296]
    assert sizes[1][1] - sizes[0][1] == pytest.approx(9 * 0.26 * 144, abs=1)


def test_where_there_is_nothing_to_draw_a_sentence_stands_for_the_figure(folder):
    note = Note("The review gives no rate of a fall.")
    assert save_figure("01-3-falls", note, plot_bars, pd.DataFrame(), "growth") is note
    assert not folder.exists()


def test_of_many_rows_the_first_are_drawn_and_the_figure_says_so(folder):
    rows = pd.DataFrame({"label_zh": [f"第{i}项" for i in range(60)], "growth": range(60)})
    rows["label_en"] = rows["label_zh"]
    drawn = []

    def plot(rows, *, lang, ax):
        drawn.append(len(rows))
        return plot_bars(rows, "growth", lang=lang, ax=ax)

    shown = save_figure("01-2-growth", CAPTIONS, plot, rows)
    assert drawn == [50, 50]
    assert shown.alt == f"{CAPTIONS['en'].alt} Only the first 50 rows are drawn."
    with Image.open(folder / "zh" / "01-2-growth.png") as image:
        assert image.text["Description"] == f"{CAPTIONS['zh'].alt}只画前50项。"


def test_fifty_rows_are_all_drawn(folder):
    rows = pd.DataFrame({"label_zh": ["甲"] * 50, "label_en": ["A"] * 50, "growth": range(50)})
    shown = save_figure("01-2-growth", CAPTIONS, plot_bars, rows, "growth")
    assert shown.alt == CAPTIONS["en"].alt


def test_a_title_of_two_lines_makes_the_figure_one_line_taller(drawn, folder):
    # 48 characters of 14 points are 9.3 inches; a line has 8.68.
    save_toy(captions=changed("zh", title="长" * 48))
    heights = []
    for path in (drawn / "zh" / "01-1-toy.png", folder / "zh" / "01-1-toy.png"):
        with Image.open(path) as image:
            heights.append(image.size[1])
    assert heights[1] - heights[0] == pytest.approx(0.27 * 144, abs=1)


def test_the_two_languages_differ(drawn):
    content = contents(drawn)
    assert len({hashlib.sha256(content[name]).hexdigest() for name in NAMES}) == 4


def test_the_plot_is_drawn_in_the_language_of_its_file(folder):
    def draw(rows, *, lang, ax):
        return draw_toy(rows, lang=lang, ax=ax)

    def draw_english(rows, *, lang, ax):
        return draw_toy(rows, lang="en", ax=ax)

    save_figure("own", CAPTIONS, draw, ROWS)
    save_figure("english", CAPTIONS, draw_english, ROWS)
    found = contents(folder)
    same = {
        f"{lang}.{kind}": found[f"{lang}/own.{kind}"] == found[f"{lang}/english.{kind}"]
        for lang in ("zh", "en")
        for kind in ("png", "svg")
    }
    assert same == {"zh.png": False, "zh.svg": False, "en.png": True, "en.svg": True}


def test_the_same_bytes_again_whatever_the_user_has_set(drawn, folder):
    users = {"axes.facecolor": "black", "font.size": 31, "savefig.dpi": 50, "svg.hashsalt": "mine"}
    with mpl.rc_context(users):
        save_toy()
        assert mpl.rcParams["font.size"] == 31
    assert contents(folder) == contents(drawn)


def test_saved_figure_shows_the_english_picture_with_its_alt_text(drawn, folder):
    figure = save_toy()
    png = (drawn / "en" / "01-1-toy.png").read_bytes()
    assert (figure.name, figure.alt, figure.png) == ("01-1-toy", "Bars: 66.8 & <6.5>.", png)
    data, metadata = figure._repr_mimebundle_()
    with Image.open(io.BytesIO(png)) as image:
        width, height = image.size
    assert base64.b64decode(data["image/png"]) == png
    assert data["text/plain"] == repr(figure) == "Figure 01-1-toy. Bars: 66.8 & <6.5>."
    shown = {"alt": "Bars: 66.8 & <6.5>.", "width": width * 5 // 8, "height": height * 5 // 8}
    assert metadata == {"image/png": shown}
    assert shown["width"] == 810


@pytest.mark.parametrize(
    "name", ["", "-", "Toy", "toy.png", "../toy", "a/b", "toy fig", "图", "a_b"]
)
def test_a_bad_name_is_refused(folder, name):
    message = rf"^{name!r} is no figure name\. Allowed: lower-case letters, digits and hyphens\.$"
    with pytest.raises(FigureError, match=message):
        save_toy(name)
    assert folder.exists() is False


@pytest.mark.parametrize("part", ["title", "subtitle", "source", "alt"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_part_of_a_caption_is_refused_and_nothing_written(folder, lang, part):
    message = rf"^Figure '01-1-toy' has no {part} in '{lang}'\.$"
    with pytest.raises(FigureError, match=message):
        save_toy(captions=changed(lang, **{part: " \n"}))
    assert folder.exists() is False


@pytest.mark.filterwarnings("ignore")
def test_a_missing_glyph_in_the_words_is_refused_and_nothing_written(folder):
    # The Chinese edition is drawn first, so the English one fails last.
    message = r"^Glyph 54620 .* missing from font.* Choose another character, or rebuild the font"
    with pytest.raises(FigureError, match=message):
        save_toy(captions=changed("en", title="Imports of 한 grew"))
    assert folder.exists() is False


@pytest.mark.filterwarnings("ignore")
def test_a_missing_glyph_in_the_plot_is_refused_and_nothing_written(folder):
    with pytest.raises(FigureError, match=r"^Glyph 54620 .* missing from font"):
        save_toy(word="한")
    assert folder.exists() is False


def test_an_error_of_the_plot_leaves_the_figure_on_disk(folder):
    save_toy()
    before = contents(folder)

    def draw(rows, *, lang, ax):
        ax.barh([0], [1])
        if lang == "en":
            raise ZeroDivisionError("in the plot")
        return ax

    with pytest.raises(ZeroDivisionError, match=r"^in the plot$"):
        save_figure("01-1-toy", CAPTIONS, draw, ROWS)
    assert contents(folder) == before


@pytest.fixture
def checked(folder, drawn, monkeypatch):
    """Return a copy of a figure on disk that must not be written, only compared."""
    for name, content in contents(drawn).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    monkeypatch.setenv("JHREPORT_CHECK", "1")
    return folder


def test_check_passes_where_disk_and_code_agree(checked, drawn):
    assert save_toy().png == (drawn / "en" / "01-1-toy.png").read_bytes()
    assert contents(checked) == contents(drawn)


@pytest.mark.parametrize("name", NAMES)
def test_check_names_the_file_in_which_one_byte_differs(checked, name):
    content = bytearray((checked / name).read_bytes())
    content[-1] ^= 1
    (checked / name).write_bytes(content)
    before = contents(checked)
    message = rf"^figures/{re.escape(name)} is not what the code draws\. .*run `make report`"
    with pytest.raises(FigureError, match=message):
        save_toy()
    assert contents(checked) == before


def test_check_does_not_write_a_figure_that_is_missing(checked):
    (checked / "zh" / "01-1-toy.svg").unlink()
    with pytest.raises(FigureError, match=r"^figures/zh/01-1-toy\.svg is not what the code draws"):
        save_toy()
    assert sorted(contents(checked)) == NAMES[:3]


@pytest.mark.parametrize("value", ["", "0"])
def test_without_check_figures_are_written(folder, monkeypatch, value):
    monkeypatch.setenv("JHREPORT_CHECK", value)
    save_toy()
    assert sorted(contents(folder)) == NAMES


def test_figures_dir_is_the_one_asked_for(monkeypatch, tmp_path):
    monkeypatch.setenv("JHREPORT_FIGURES", str(tmp_path))
    assert figures_dir() == tmp_path


@pytest.mark.parametrize("unset", [True, False])
def test_figures_dir_is_the_checkouts_where_none_is_asked_for(monkeypatch, tmp_path, unset):
    monkeypatch.setattr(files, "_CHECKOUT", tmp_path)
    (tmp_path / "notebooks").mkdir()
    monkeypatch.setenv("JHREPORT_FIGURES", "")
    if unset:
        monkeypatch.delenv("JHREPORT_FIGURES")
    assert figures_dir() == tmp_path / "figures"


def write_png(path: Path, **words: str) -> None:
    info = PngInfo()
    for key, word in words.items():
        info.add_itxt(key, word)
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("L", (1, 1)).save(path, pnginfo=info)


def test_index_lists_titles_alt_texts_and_links_of_both_languages(drawn):
    assert figure_index(drawn).split("\n\n", 2)[2] == (
        "## 01-1-toy\n"
        "\n"
        "**Imports grew 66.8%** English: [PNG](en/01-1-toy.png), [SVG](en/01-1-toy.svg)\n"
        "\n"
        "![Bars: 66.8 & <6.5>.](en/01-1-toy.png)\n"
        "\n"
        "Bars: 66.8 & <6.5>.\n"
        "\n"
        "**进口增长66.8%** 中文: [PNG](zh/01-1-toy.png), [SVG](zh/01-1-toy.svg)\n"
        "\n"
        "![条形：66.8和6.5。](zh/01-1-toy.png)\n"
        "\n"
        "条形：66.8和6.5。\n"
    )


def test_index_is_in_the_order_of_names(tmp_path):
    for name in ("02-1-b", "01-2-a", "10-1-c"):
        for lang in ("en", "zh"):
            write_png(tmp_path / lang / f"{name}.png", Title=name, Description=lang)
    headings = [line for line in figure_index(tmp_path).splitlines() if line.startswith("## ")]
    assert headings == ["## 01-2-a", "## 02-1-b", "## 10-1-c"]


def test_index_of_no_figures(tmp_path):
    text = figure_index(tmp_path)
    assert text.startswith("# Figures\n\nEvery figure in English (`en/`)")
    assert [line for line in text.splitlines() if line.startswith("## ")] == []


def test_index_refuses_a_picture_of_others(tmp_path):
    write_png(tmp_path / "en" / "x.png", Title="T", Description="D")
    write_png(tmp_path / "zh" / "x.png", Title="T")
    message = r"zh/x\.png cannot be read as a figure .*'Description'\)\. Run `make report`\.$"
    with pytest.raises(FigureError, match=message):
        figure_index(tmp_path)


def test_index_refuses_a_figure_without_its_chinese_edition(tmp_path):
    write_png(tmp_path / "en" / "x.png", Title="T", Description="D")
    with pytest.raises(FigureError, match=r"zh/x\.png cannot be read as a figure"):
        figure_index(tmp_path)
