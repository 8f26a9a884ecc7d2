"""House style: nothing of the user's settings stays in it, and the fonts hold every character."""

from pathlib import Path

import matplotlib as mpl
import pytest
from fontTools.ttLib import TTFont
from matplotlib import font_manager

from jhreport import plots, style
from jhreport.datasets import (
    load_exclusions,
    load_glosses,
    load_indicators,
    load_observations,
)
from jhreport.pairing import VERDICTS
from jhreport.report import list_reports, load_report
from jhreport.style import FONT, house_style, use_style

FOLDER = Path(style.__file__).parent
# What touches no figure (windows, the backend) stays the user's.
USERS = ("backend", "date.epoch", "docstring", "figure.max_open", "figure.raise", "interactive")
USERS += ("savefig.directory", "timezone", "tk.", "toolbar", "webagg")
KEYS = sorted(key for key in mpl.rcParamsDefault if not key.startswith(USERS))


def settings() -> dict:
    return {key: mpl.rcParams[key] for key in KEYS}


def font_path(weight: str) -> Path:
    wanted = font_manager.FontProperties(family=[FONT], weight=weight)
    return Path(font_manager.findfont(wanted, fallback_to_default=False))


@pytest.fixture
def users_settings():
    changed = {
        "axes.facecolor": "black",
        "axes.grid.axis": "y",
        "axes.prop_cycle": mpl.cycler(color=["red"]),
        "figure.autolayout": True,
        "font.sans-serif": ["Comic Sans MS"],
        "font.size": 31.0,
        "lines.linewidth": 7.0,
        "path.simplify": False,
        "savefig.bbox": "tight",
        "xtick.labelsize": "xx-large",
    }
    with mpl.rc_context(changed):
        yield changed


def test_use_style_is_the_defaults_and_the_style_file_whatever_the_user_had_set(users_settings):
    own = mpl.rc_params_from_file(FOLDER / "jhreport.mplstyle", use_default_template=False)
    use_style()
    assert settings() == {key: (mpl.rcParamsDefault | own)[key] for key in KEYS}


def test_use_style_sets_font_size_and_reproducible_bytes(users_settings):
    use_style()
    assert mpl.rcParams["font.family"] == ["JHReport Sans SC"]
    assert mpl.rcParams["font.size"] == style.SMALL == 9
    assert mpl.rcParams["axes.facecolor"] == "white"
    assert mpl.rcParams["savefig.dpi"] == 144
    assert mpl.rcParams["svg.hashsalt"] == "jhreport"
    assert mpl.rcParams["svg.fonttype"] == "path"


def test_use_style_leaves_backend_and_interactive_mode_to_the_user():
    with mpl.rc_context({"interactive": True}):
        backend = mpl.get_backend(auto_select=False)
        use_style()
        assert mpl.rcParams["interactive"] is True
        assert mpl.get_backend(auto_select=False) == backend


def test_use_style_undoes_a_style_set_before(users_settings):
    use_style()
    once = settings()
    mpl.rcParams.update({"font.family": ["sans-serif"], "axes.grid": False})
    use_style()
    assert settings() == once


def test_house_style_restores_the_users_settings(users_settings):
    before = settings()
    with house_style():
        assert mpl.rcParams["font.size"] == 9
        assert mpl.rcParams["savefig.bbox"] is None
    assert settings() == before
    assert mpl.rcParams["font.size"] == 31.0


def test_house_style_restores_the_users_settings_after_an_error(users_settings):
    before = settings()
    with pytest.raises(ZeroDivisionError), house_style():
        raise ZeroDivisionError
    assert settings() == before


@pytest.mark.parametrize(
    ("weight", "file"),
    [
        ("normal", "JHReportSansSC-Regular.ttf"),
        ("bold", "JHReportSansSC-Bold.ttf"),
    ],
)
def test_a_weight_is_a_file_of_the_package(weight, file):
    with house_style():
        assert font_path(weight) == FOLDER / "fonts" / file


def legends() -> dict[str, dict[str, str]]:
    """Return the words of the legends of all charts."""
    modules = (plots.numbers, plots.words, plots.themes, plots.years)
    return {key: both for module in modules for key, both in module.WORDS.items()}


def used_characters() -> dict[str, str]:
    """Return every text of the data that can come into a figure, by where it stands."""
    tables = {
        "indicators.csv": load_indicators().reset_index(),
        "glosses.csv": load_glosses(),
    }
    texts = {"legends": "".join("".join(both.values()) for both in legends().values())}
    for name in list_reports():
        report = load_report(name)
        texts[f"{name}/report.txt"] = report.text
        texts[f"{name}/report.toml"] = report.title_zh + report.title_en + report.source
        tables[f"{name}/observations.csv"] = load_observations(report)
        tables[f"{name}/exclusions.csv"] = load_exclusions(report)
    for name, table in tables.items():
        texts[name] = "".join(table.astype("string").fillna("").to_numpy().ravel())
    # What the code itself adds: operators, minus, dash, marks of captions.
    texts["signs"] = "≥≤≈–−%（）“”、，。：；,.:;()'’0123456789"
    return texts


@pytest.mark.parametrize("file", ["JHReportSansSC-Regular.ttf", "JHReportSansSC-Bold.ttf"])
def test_the_font_has_every_character_of_the_data(file):
    known = set(TTFont(FOLDER / "fonts" / file).getBestCmap())
    texts = used_characters()
    missing = {
        name: "".join(sorted({letter for letter in text if ord(letter) not in known} - set("\r\n")))
        for name, text in texts.items()
    }
    assert missing == dict.fromkeys(texts, "")
    assert len(set(texts["jinhua-2020/report.txt"])) == 1186


@pytest.mark.parametrize("file", ["JHReportSansSC-Regular.ttf", "JHReportSansSC-Bold.ttf"])
def test_the_font_has_the_family_name_of_the_style(file):
    assert TTFont(FOLDER / "fonts" / file)["name"].getBestFamilyName() == FONT


def test_palettes_know_every_value_of_their_column():
    assert list(style.BASES) == ["real", "nominal", "unknown"]
    assert {*load_indicators()["growth_basis"].dropna(), "unknown"} == set(style.BASES)
    used = {op for name in list_reports() for op in load_observations(name)["op"]}
    assert used == set(style.OPERATORS)
    palettes = (style.BASES, style.KINDS, style.OPERATORS, style.SPREADS, style.VERDICTS)
    assert {key for palette in palettes for key in palette} - set(legends()) == set()
    assert set(style.SPREADS) <= set(plots.words.WORDS)
    assert set(style.VERDICTS) | {"not found"} == set(VERDICTS)


def test_no_palette_repeats_a_colour():
    sizes = [
        (len(palette), len(set(palette.values())))
        for palette in (style.BASES, style.KINDS, style.OPERATORS, style.SPREADS, style.VERDICTS)
    ]
    assert sizes == [(3, 3), (4, 4), (6, 6), (3, 3), (3, 3)]
