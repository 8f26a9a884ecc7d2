"""What all pages share: the template engine, styles, fonts, words in two languages, and safety."""

import base64
import hashlib
import io
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fontTools import subset
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_HERE = Path(__file__).parent
_FONTS = _HERE.parent / "fonts"
_FACE = "@font-face{{font-family:'JHReport Sans SC';font-weight:{weight};src:url({source})}}"
_WEIGHTS = {"Regular": "400", "Bold": "700"}
_ASCII = "".join(map(chr, range(32, 127)))


def document(
    body: str, *, title: str, headings: str, styles: Iterable[str], scripts: Iterable[str]
) -> str:
    """Write a whole page that needs no other file.

    Parameters
    ----------
    body : str
        Its content, as `render` returns it.
    title : str
        What the browser's window is called.
    headings : str
        The text of headings, so that the bold font has their characters.
    styles, scripts : iterable of str
        Names of files of ``static/``, in order.
    """
    words = [pair["zh"] for group in texts().values() for pair in group.values()]
    faces = _font_faces(body, "".join([title, headings, *words]))
    rules = [faces, *map(_static, styles)]
    code = [*map(_static, scripts)]
    return render(
        "page.html.jinja",
        body=Markup(body),
        title=title,
        styles=rules,
        scripts=code,
        policy=_policy(rules, code),
    )


def render(template: str, **values: object) -> str:
    """Fill a template of ``templates/``; every value is escaped, a missing one is an error."""
    return _environment().get_template(template).render(**values)


@cache
def texts() -> dict[str, dict[str, dict[str, str]]]:
    """Return the words of the interface: by group and key, in the languages ``zh`` and ``en``."""
    return tomllib.loads((_HERE / "texts.toml").read_text(encoding="utf-8"))


def both(zh: str, en: str) -> Markup:
    """Write words in both languages; the style sheet shows one of them.

    Without English, the Chinese stands in both.

    Examples
    --------
    >>> both("结果", "result <a>")
    Markup('<span class="zh" lang="zh-CN">结果</span><span class="en">result &lt;a&gt;</span>')
    """
    english = (
        Markup('<span class="en">{}</span>')
        if en
        else Markup('<span class="en" lang="zh-CN">{}</span>')
    )
    return Markup('<span class="zh" lang="zh-CN">{}</span>').format(zh) + english.format(en or zh)


def word(group: str, key: str, **values: object) -> Markup:
    """Write words of the interface in both languages, with values filled in."""
    words = texts()[group][key]
    return both(words["zh"].format(**values), words["en"].format(**values))


def attributes(zh: str, en: str) -> Markup:
    """Write words in both languages as attributes, where an element can hold no markup.

    Examples
    --------
    >>> attributes("年份", "")
    Markup(' data-zh="年份" data-en="年份"')
    """
    return Markup(' data-zh="{}" data-en="{}"').format(zh, en or zh)


def _static(name: str) -> Markup:
    return Markup((_HERE / "static" / name).read_text(encoding="utf-8"))


def _font_faces(regular: str, bold: str) -> Markup:
    """Write the house font as style rules, cut down to the characters of two texts.

    A character that the font lacks is shown in a font of the reader's machine.
    """
    faces = []
    for name, text in (("Regular", regular), ("Bold", bold)):
        content = base64.b64encode(_cut_font(name, frozenset(text + _ASCII))).decode()
        source = f"data:font/woff;base64,{content}"
        faces.append(_FACE.format(weight=_WEIGHTS[name], source=source))
    return Markup("\n".join(faces))


def _policy(styles: Iterable[str], scripts: Iterable[str]) -> str:
    """Return a content security policy that lets a page load and run nothing but its own.

    Even if a text were not escaped, the browser would neither run what it holds nor fetch it.
    """
    return (
        f"default-src 'none'; style-src {_hashes(styles)}; script-src {_hashes(scripts)}; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )


def _hashes(contents: Iterable[str]) -> str:
    digests = [hashlib.sha256(content.encode()).digest() for content in contents]
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def _cut_font(name: str, characters: frozenset[str]) -> bytes:
    options = subset.Options(
        flavor="woff", layout_features=[], hinting=False, recalc_timestamp=False
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(map(ord, characters)))
    stream = io.BytesIO()
    with subset.load_font(str(_FONTS / f"JHReportSansSC-{name}.ttf"), options) as font:
        cutter.subset(font)
        subset.save_font(font, stream, options)
    return stream.getvalue()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals |= {
        "attributes": attributes,
        "both": both,
        "texts": texts(),
        "word": word,
    }
    return environment
