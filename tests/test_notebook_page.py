"""A notebook as a page: its prose, tables and figures, and nothing that runs or loads."""

import base64

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from jhreport.files import checkout_dir
from jhreport.notebooks import read_notebook
from jhreport.pages.gallery import GalleryFigure, Picture, read_gallery
from jhreport.pages.notebook_outputs import clean
from jhreport.pages.notebook_page import notebook_page, render_notebook_page

ROOT = checkout_dir()
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"
TITLE = ("报告", "Report")


def shown(*cells, stem="01_a", **options) -> BeautifulSoup:
    page = notebook_page(new_notebook(cells=list(cells)), stem, **options)
    return BeautifulSoup(render_notebook_page(page, [page], TITLE), "lxml")


def code(source, *outputs, count=1):
    return new_code_cell(source, outputs=list(outputs), execution_count=count)


def display(alt=None, **data):
    metadata = {"image/png": {"alt": alt}} if alt else {}
    data = {kind.replace("_", "/"): value for kind, value in data.items()}
    return new_output("display_data", data=data, metadata=metadata)


@pytest.fixture(scope="module")
def review() -> BeautifulSoup:
    gallery = read_gallery(ROOT / "figures")
    notebook = read_notebook(ROOT / "notebooks" / "01_review_2019.ipynb")
    page = notebook_page(notebook, "01_review_2019", gallery)
    return BeautifulSoup(render_notebook_page(page, [page], TITLE), "lxml")


# The notebooks of the project


def test_every_cell_and_figure_of_a_notebook_is_on_its_page(review):
    notebook = read_notebook(ROOT / "notebooks" / "01_review_2019.ipynb")
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    assert [block.get_text() for block in review.select(".code pre")] == sources
    headings = [line for cell in notebook.cells for line in cell.source.splitlines()]
    titles = [line.removeprefix("## ") for line in headings if line.startswith("## ")]
    assert [h2.get_text() for h2 in review.select("main h2")] == titles
    assert [link.get_text() for link in review.select(".contents li a")] == titles
    ids = [link["href"].removeprefix("#") for link in review.select(".contents li a")]
    assert ids == [h2["id"] for h2 in review.select("main h2")]
    assert len(review.select(".wide table")) == 10


def test_figures_keep_the_alt_text_of_the_outputs_and_come_in_both_languages(review):
    notebook = read_notebook(ROOT / "notebooks" / "01_review_2019.ipynb")
    outputs = [o for c in notebook.cells if c.cell_type == "code" for o in c.outputs]
    alts = [o.metadata["image/png"]["alt"] for o in outputs if "image/png" in o.get("data", {})]
    assert [image["alt"] for image in review.select("a.en img")] == alts
    assert len(alts) == 9
    english = [image["src"] for image in review.select("a.en img")]
    assert english[0] == "../figures/en/01-1-headline.png"
    chinese = [image["src"] for image in review.select("a.zh img")]
    assert chinese == [source.replace("/en/", "/zh/") for source in english]
    assert [image["alt"] == "" for image in review.select("img")] == [False] * 18


def test_a_table_has_one_row_of_headers_and_numbers_to_the_right(review):
    table = review.select(".wide table")[0]
    headers = table.select("thead tr")
    assert [cell.get_text() for cell in headers[0].find_all(["th", "td"])] == [
        "place", "indicator", "名称", "name", "level", "growth", "rank", "difference",
    ]  # fmt: skip
    assert len(headers) == 1
    numbers = [cell.get_text() for cell in table.select("thead .number")]
    assert numbers == ["level", "growth"]
    assert table.select("tbody td.number")[0].get_text() == "4559.9亿元"
    assert [cell["scope"] for cell in table.select("tbody th")] == ["row"] * 6


# Prose


def test_markup_in_prose_is_text():
    page = shown(new_markdown_cell(f"# Why? {HOSTILE}\n\n{HOSTILE}\n\n[x](javascript:alert(3))"))
    assert page.select("main script") + page.select("img") + page.select("main a") == []
    assert page.h1.get_text() == f"Why? {HOSTILE}"
    assert page.select("main p")[0].get_text() == HOSTILE


def test_links_lead_to_pages_of_the_site_or_to_the_web_or_are_text():
    prose = new_markdown_cell(
        "[a](02_b.ipynb) [b](../notebooks/02_b.ipynb) [c](../data/README.md) "
        "[d](https://a.invalid/?x=1&y=2) [e](#why) [f](03_none.ipynb) ![seen](../x.png)"
    )
    page = shown(prose, others=["02_b"])
    links = {link.get_text(): link["href"] for link in page.select("main p a")}
    assert links == {
        "a": "02_b.html",
        "b": "02_b.html",
        "d": "https://a.invalid/?x=1&y=2",
        "e": "#why",
    }
    assert page.select("main p")[0].get_text() == "a b c d e f seen"


def test_headings_of_one_name_have_anchors_of_their_own():
    page = shown(new_markdown_cell("## 发现 x\n## 发现 x\n## ?!\n### 发现 x"))
    ids = [heading["id"] for heading in page.select("main h2, main h3")]
    assert ids == ["发现-x", "发现-x-2", "section", "发现-x-3"]
    assert len(page.select(".contents li")) == 3


def test_a_notebook_without_a_heading_is_called_by_its_file():
    page = notebook_page(new_notebook(cells=[new_markdown_cell("Only this.")]), "07_x")
    assert (page.title, page.lead, page.number, page.executed) == ("07_x", "Only this.", "07", True)


# Outputs


def test_an_image_that_is_no_figure_of_the_site_is_written_into_the_page():
    content = base64.b64encode(b"png").decode()
    page = shown(code("plot()", display(alt="A <line>", image_png=content)))
    (image,) = page.select("img")
    assert (image["src"], image["alt"]) == (f"data:image/png;base64,{content}", "A <line>")


def test_a_figure_is_known_by_its_bytes_and_not_by_its_name():
    picture = Picture("t", "a", 10, 5)
    kinds = {f"{lang}/01-x.{kind}": b"new" for lang in ("zh", "en") for kind in ("png", "svg")}
    figure = GalleryFigure("01-x", picture, picture, kinds)
    old, new = (base64.b64encode(content).decode() for content in (b"old", b"new"))
    cells = [code("x", display(alt="Old", image_png=old)), code("x", display(image_png=new))]
    sources = [image["src"] for image in shown(*cells, gallery=[figure]).select("img")]
    assert sources == [
        f"data:image/png;base64,{old}", "../figures/zh/01-x.png", "../figures/en/01-x.png",
    ]  # fmt: skip


def test_text_and_streams_are_shown_as_they_stand():
    stream = new_output("stream", name="stdout", text=f"{HOSTILE}\n")
    page = shown(code("print(x)", stream, display(text_plain="[1 < 2]")))
    assert [pre.get_text() for pre in page.select("pre.shown")] == [HOSTILE, "[1 < 2]"]


def test_html_that_nothing_is_left_of_gives_way_to_the_text():
    frame = display(text_html='<iframe srcdoc="x"></iframe>', text_plain="Reader of x: 1 kB")
    page = shown(code("reader()", frame))
    assert page.select("iframe") == []
    assert page.select("pre.shown")[0].get_text() == "Reader of x: 1 kB"


@pytest.mark.parametrize(
    ("html", "left"),
    [
        (f"<p>{HOSTILE}甲</p>", "<p>甲</p>"),
        ('<p onclick="x()" style="color:red" class="a">甲</p>', "<p>甲</p>"),
        ('<a href="javascript:x()">甲</a>', "<a>甲</a>"),
        ('<a href="https://a.invalid/">甲</a>', '<a href="https://a.invalid/">甲</a>'),
        ("<style>p{}</style><form><input>甲</form><b>乙</b>", "<b>乙</b>"),
        ("<blink>&lt;b&gt;</blink>", "&lt;b&gt;"),
        ('<svg><a href="#x">甲</a></svg>', ""),
    ],
)
def test_outputs_keep_what_says_something_and_nothing_that_runs_loads_or_styles(html, left):
    assert clean(html) == left


def test_columns_of_numbers_are_told_from_others():
    rows = "".join(f"<tr>{row}</tr>" for row in ("<td>1</td><td>2019年</td><td>x 1</td><td></td>",))
    head = "<tr><th>a</th><th>b</th><th>c</th><th>d</th></tr>"
    html = clean(f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>")
    assert [cell.get_text() for cell in BeautifulSoup(html, "lxml").select(".number")] == [
        "a", "b", "1", "2019年",
    ]  # fmt: skip


def test_two_rows_of_headers_that_both_say_something_stay():
    head = "<tr><th>a</th><th>b</th></tr><tr><th>c</th><th></th></tr>"
    html = clean(f"<table><thead>{head}</thead></table>")
    assert len(BeautifulSoup(html, "lxml").select("thead tr")) == 2


def test_a_notebook_that_was_not_executed_says_so():
    assert shown(code("1 / 0", count=None)).select(".notice .en")[0].get_text() == (
        "Some notebooks have not been executed: their pages show prose and code only."
    )
    assert shown(code("1 / 1")).select(".notice") == []
