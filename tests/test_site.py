"""The site of a report: what it holds, that all links resolve, and that nothing of it drifts."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path, PurePosixPath
from posixpath import join, normpath
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from PIL import Image
from typer.testing import CliRunner

import jhreport as jh
from jhreport import cli, files
from jhreport.errors import FigureError, JhreportError
from jhreport.files import checkout_dir
from jhreport.pages import house
from jhreport.pages.index_page import TOPICS
from jhreport.pages.site import site_contents, write_site
from jhreport.report import Report

ROOT = checkout_dir()
NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
FIGURES = sorted(path.stem for path in (ROOT / "figures" / "en").glob("*.png"))
NOWHERE = Path("nowhere")
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}&amp;"


@pytest.fixture(scope="module")
def contents(jinhua) -> dict[str, bytes]:
    return site_contents(jinhua, ROOT / "notebooks", ROOT / "figures")


@pytest.fixture(scope="module")
def pages(contents) -> dict[str, BeautifulSoup]:
    return {
        name: BeautifulSoup(content.decode(), "lxml")
        for name, content in contents.items()
        if name.endswith(".html")
    }


@pytest.fixture(scope="module")
def index(pages) -> BeautifulSoup:
    return pages["index.html"]


def index_of(report, notebooks=NOWHERE, figures=NOWHERE) -> BeautifulSoup:
    made = site_contents(jh.load_report(report), notebooks, figures)
    return BeautifulSoup(made["index.html"].decode(), "lxml")


def english(tag) -> str:
    """Return what an English reader sees of a tag."""
    copy = BeautifulSoup(str(tag), "lxml")
    for chinese in copy.select(".zh"):
        chinese.decompose()
    return " ".join(copy.get_text().split())


def notices(page: BeautifulSoup) -> list[str]:
    """Return the keys of the notices of a page."""
    words = {re.sub(r"\{.*?\}", "#", v["en"]): k for k, v in house.texts()["notice"].items()}
    return [words[re.sub(r"\d+", "#", english(notice))] for notice in page.select(".notice")]


# What it holds


def test_the_files_of_the_site(contents):
    wanted = {"index.html", "report.html", "jinhua-2020.xlsx"}
    wanted |= {f"notebooks/{stem}.html" for stem in NOTEBOOKS}
    wanted |= {
        f"figures/{x}/{n}.{k}" for n in FIGURES for x in ("zh", "en") for k in ("png", "svg")
    }
    others = contents.keys() - wanted
    assert wanted - contents.keys() == set()
    assert {name.partition("/")[0] for name in others} == {"data"}
    assert list(contents)[:2] == ["index.html", "report.html"]


def test_figures_and_tables_are_those_of_the_project(contents):
    copied = [name for name in contents if name.startswith(("figures/", "data/"))]
    copied.remove("data/datapackage.json")
    assert [name for name in copied if contents[name] != (ROOT / name).read_bytes()] == []
    assert len(copied) > 4 * len(FIGURES)


def test_the_data_package_describes_the_files_that_are_there(contents):
    package = json.loads(contents["data/datapackage.json"])
    paths = [resource["path"] for resource in package["resources"]]
    schemas = {resource["schema"] for resource in package["resources"] if "schema" in resource}
    there = {name.removeprefix("data/") for name in contents if name.startswith("data/")}
    assert there == {*paths, *schemas, "datapackage.json"}
    assert paths[:3] == [
        f"jinhua-2020/{n}" for n in ("report.txt", "report.toml", "observations.csv")
    ]
    for resource in package["resources"]:
        content = contents[f"data/{resource['path']}"]
        digest = hashlib.sha256(content).hexdigest()
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{digest}")


def test_title_place_and_numbers_lead(index, jinhua):
    stated, numerals = jh.load_observations(jinhua), jh.ledger(jinhua)
    assert english(index.h1) == jinhua.title_en
    assert index.h1.select(".zh")[0].get_text() == jinhua.title_zh
    assert english(index.select(".when")[0]) == "金华市第七届人民代表大会第五次会议 · 2020-04-26"
    assert [english(item) for item in index.select(".numbers li")] == [
        f"{(stated['status'] == 'actual').sum()} statements of results",
        f"{(stated['status'] == 'target').sum()} targets set",
        f"{len(numerals)} numerals, each accounted for",
        f"{len(FIGURES)} figures",
    ]


def test_findings_are_those_of_the_notebooks(index, jinhua):
    said = [item.get_text() for item in index.select(".topic li")]
    assert said == [sentence for topic in TOPICS for sentence in topic.find(jinhua).sentences]
    links = [link["href"] for link in index.select(".topic .side a")]
    assert sorted(links) == [f"notebooks/{stem}.html" for stem in NOTEBOOKS]


def test_that_rows_are_drafts_is_said_once_above_all_findings(made):
    made.write_rows("observations.csv", [
        [*row, check] for row, check in zip(
            made.rows("observations.csv"), ["check", "<b>whose</b>?", *[""] * 6], strict=True)
    ])  # fmt: skip
    page = index_of(made.folder)
    said = page.select(".findings").pop().get_text()
    assert said.count("rules wrote their 7 rows, 1 still carry a doubt") == 1
    (caveat,) = page.select(".findings > .notice")
    assert caveat.code.get_text() == "check"
    assert "`" not in said


def test_the_gallery_shows_every_figure_with_title_and_alt_text_in_both_languages(index):
    assert sorted(f["id"] for f in index.select(".gallery figure")) == [
        f"figure-{name}" for name in FIGURES
    ]
    for figure in index.select(".gallery figure"):
        name = figure["id"].removeprefix("figure-")
        for lang in ("zh", "en"):
            with Image.open(ROOT / "figures" / lang / f"{name}.png") as file:
                words, size = file.text, file.size
            (image,) = figure.select(f"a.{lang} img")
            assert (image["src"], image["alt"]) == (
                f"figures/{lang}/{name}.png", words["Description"],
            )  # fmt: skip
            assert (int(image["width"]), int(image["height"])) == size
            assert figure.select(f".title .{lang}")[0].get_text() == words["Title"]
            assert figure.select(f"details p .{lang}")[0].get_text() == words["Description"]
        downloads = [link["href"] for link in figure.select("a[download]")]
        assert downloads == [
            f"figures/{lang}/{name}.{kind}" for lang in ("zh", "en") for kind in ("png", "svg")
        ]


def test_a_figure_of_no_topic_is_in_the_gallery_too(made, tmp_path):
    for lang in ("zh", "en"):
        folder = tmp_path / "figures" / lang
        folder.mkdir(parents=True)
        for kind in ("png", "svg"):
            content = (ROOT / "figures" / lang / f"{FIGURES[0]}.{kind}").read_bytes()
            (folder / f"99-1-x.{kind}").write_bytes(content)
    page = index_of(made.folder, figures=tmp_path / "figures")
    assert [figure["id"] for figure in page.select(".gallery figure")] == ["figure-99-1-x"]
    assert english(page.select("section h3")[-1]) == "Other figures"


def test_notebooks_are_listed_in_order_and_linked_among_each_other(index, pages):
    listed = [link["href"] for link in index.select(".notebooks a")]
    assert listed == [f"notebooks/{stem}.html" for stem in NOTEBOOKS]
    follow, walked = NOTEBOOKS[0], []
    while follow:
        walked.append(follow)
        links = pages[f"notebooks/{follow}.html"].select(".neighbours .next")
        follow = links[0]["href"].removesuffix(".html") if links else None
    assert walked == NOTEBOOKS


def test_how_to_cite_names_report_version_and_text(index, jinhua):
    said = [english(entry) for entry in index.select(".cite dd")]
    assert said[0] == (
        "Government Work Report of Jinhua, Zhejiang, 2020 (2020年浙江省金华市人民政府工作报告), "
        "金华市第七届人民代表大会第五次会议, 26 April 2020."
    )
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.M)[1]
    assert said[1].startswith(f"jhreport {version}: tables and figures from Government Work")
    assert said[2:] == [jinhua.sha256, jinhua.source]


# Links


def test_every_link_within_the_site_resolves(contents, pages):
    ids = {name: {tag["id"] for tag in page.select("[id]")} for name, page in pages.items()}
    broken = []
    for name, page in pages.items():
        for tag in page.select("[href], [src]"):
            address = tag.get("href") or tag.get("src")
            if re.match(r"https?://|data:", address):
                continue
            path, _, fragment = unquote(address).partition("#")
            target = normpath(join(str(PurePosixPath(name).parent), path)) if path else name
            if target not in contents or (fragment and fragment not in ids[target]):
                broken.append((name, address))
    assert broken == []
    assert sum(len(page.select("[href], [src]")) for page in pages.values()) > 1000


def test_nothing_but_links_to_sources_leads_to_another_host(contents, pages):
    sources = set(jh.load_published()["source_url"])
    for name, page in pages.items():
        outside = [tag for tag in page.find_all(True) if "://" in str(tag.attrs)]
        links = {tag["href"] for tag in outside if tag.name == "a"}
        assert [tag.name for tag in outside if tag.name != "a"] == [], name
        assert links - sources == set() if name == "report.html" else links == set()
        for style in page.select("style"):
            assert re.findall(r"@import|url\((?!data:)", style.get_text()) == []
        assert re.findall(r"mathjax|require\.js", contents[name].decode(), re.I) == []


def test_no_page_lets_anything_run_or_load_but_its_own(pages):
    for page in pages.values():
        policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy and "http" not in policy
        assert page.select("[style], [onclick], iframe, object, link:not([rel=icon])") == []


def test_a_link_of_the_workbook_leads_to_the_reader_of_the_site(contents, pages, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    (tmp_path / "x.xlsx").write_bytes(contents["jinhua-2020.xlsx"])
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    cells = [cell for row in book["results"].iter_rows() for cell in row if cell.hyperlink]
    ids = {tag["id"] for tag in pages["report.html"].select("tr[id]")}
    links = {(cell.hyperlink.target, cell.hyperlink.location) for cell in cells}
    targets = {target.partition("#")[0] for target, _ in links}
    places = {location or target.partition("#")[2] for target, location in links}
    assert targets == {"report.html"}
    assert len(places) > 90 and places - ids == set()


# The same bytes


def test_the_site_is_the_same_bytes_in_another_process(contents):
    code = (
        "import hashlib, sys; from pathlib import Path; import jhreport as jh; "
        "from jhreport.pages.site import site_contents; root = Path(sys.argv[1]); "
        "made = site_contents(jh.load_report('jinhua-2020'), root / 'notebooks', root / 'figures');"
        "print({name: hashlib.sha256(content).hexdigest() for name, content in made.items()})"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"}
    command = [sys.executable, "-c", code, str(ROOT)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    assert done.stdout.strip() == str(digests)


# Incomplete and hostile reports


def test_a_bare_text_has_a_site_that_says_what_is_missing(tmp_path):
    (tmp_path / "bare.txt").write_text("一、回顾\n增长6.5%。发展数字经济。\n", encoding="utf-8")
    page = index_of(tmp_path / "bare.txt")
    assert notices(page) == ["no_title_en", "no_tables", "no_notebooks", "no_figures"]
    assert english(page.h1) == "bare"
    assert page.select(".numbers li, .gallery, .notebooks") == []
    topics = [english(heading) for heading in page.select(".topic h3")]
    assert topics == ["What it talks about", "Which policies it speaks of"]
    assert english(page.select(".cite dd")[0]) == "bare."


def test_a_report_that_nobody_published_figures_of_says_so(made):
    assert notices(index_of(made.folder)) == ["no_published", "no_notebooks", "no_figures"]


def test_indicators_without_english_names_are_told(made):
    header = "indicator,name_zh,name_en,synonyms,definition,theme,kind,growth_basis,better,chapter"
    made.path("indicators.csv").write_text(
        f"{header}\nvisits,走访总量,,,,other,,,,\n", encoding="utf-8"
    )
    made.change(5, indicator="visits")
    page = index_of(made.folder)
    assert notices(page)[0] == "no_english"
    assert "made/indicators.csv" in [cell.get_text() for cell in page.select("table.files a")]


def test_a_notebook_without_outputs_is_told(made, tmp_path):
    notebook = json.loads((ROOT / "notebooks" / f"{NOTEBOOKS[0]}.ipynb").read_text())
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"execution_count": None, "outputs": []}
    (tmp_path / "00_x.ipynb").write_text(json.dumps(notebook))
    page = index_of(made.folder, notebooks=tmp_path)
    assert notices(page) == ["no_published", "not_executed", "no_figures"]


def test_a_hostile_title_and_name_are_text(made):
    path = made.path("report.toml")
    toml = path.read_text().replace('title_en = "made"', f"title_en = '''{HOSTILE}'''")
    path.write_text(toml.replace('name = "made"', "name = '../../<b>x'", 1))
    report = jh.load_report(made.folder)
    contents = site_contents(report, NOWHERE, NOWHERE)
    assert [name for name in contents if ".." in name or "<" in name] == []
    assert "b-x.xlsx" in contents
    page = BeautifulSoup(contents["index.html"].decode(), "lxml")
    assert english(page.h1) == HOSTILE
    assert len(page.select("script")) == 2 and page.select("img, b") == []


def test_a_figure_that_is_missing_in_one_language_is_named(made, tmp_path):
    (tmp_path / "en").mkdir()
    content = (ROOT / "figures" / "en" / f"{FIGURES[0]}.png").read_bytes()
    (tmp_path / "en" / "01-x.png").write_bytes(content)
    with pytest.raises(FigureError, match=r"zh/01-x\.png .* Run `make report`\.$"):
        index_of(made.folder, figures=tmp_path)


# Writing


def test_a_folder_that_is_no_site_is_refused_and_left_alone(tmp_path):
    mine = tmp_path / "site"
    mine.mkdir()
    (mine / "index.html").write_text("<h1>mine</h1>")
    with pytest.raises(JhreportError, match=r"no site of jhreport, and all in it would be lost"):
        write_site(Report("toy", "发展。"), mine, notebooks=NOWHERE, figures=NOWHERE)
    assert [path.name for path in mine.iterdir()] == ["index.html"]
    assert (mine / "index.html").read_text() == "<h1>mine</h1>"


def test_an_older_site_and_an_empty_folder_are_replaced(tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    for text in ("发展。", "发展经济。"):
        write_site(Report("toy", text), site, notebooks=NOWHERE, figures=NOWHERE)
        assert text in (site / "report.html").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_where_no_more_can_be_written_the_old_site_stays_whole(tmp_path):
    # The system itself refuses files above 100 kB, as it would on a full disk.
    code = (
        "import resource, sys; from pathlib import Path; from jhreport import Report;"
        "from jhreport.pages.site import write_site;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2);"
        "write_site(Report('toy', '发展。' * 9), sys.argv[1], "
        "notebooks=Path('none'), figures=Path('none'))"
    )
    site = tmp_path / "site"
    write_site(Report("toy", "发展。"), site, notebooks=NOWHERE, figures=NOWHERE)
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    command = [sys.executable, "-c", code, str(site), "20000"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    assert "JhreportError: Could not make" in done.stderr and "File too large" in done.stderr
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert subprocess.run([*command[:-1], "20000000"]).returncode == 0
    assert (site / "report.html").read_bytes() != before[site / "report.html"]


# The commands


@pytest.fixture
def checkout(tmp_path, monkeypatch) -> Path:
    """Return an empty checkout with one notebook, whose data are those of the project."""
    monkeypatch.setattr(files, "_CHECKOUT", tmp_path)
    (tmp_path / "data").symlink_to(ROOT / "data")
    (tmp_path / "notebooks").mkdir()
    cell = {"cell_type": "code", "source": 'REPORT = "jinhua-2020"', "metadata": {}}
    cell |= {"execution_count": 1, "outputs": []}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    (tmp_path / "notebooks" / "00_x.ipynb").write_text(json.dumps(notebook))
    return tmp_path


def run(*arguments: object) -> str:
    result = CliRunner().invoke(cli.app, list(map(str, arguments)), catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_site_is_by_default_of_the_report_of_the_notebooks(checkout):
    said = run("site")
    assert said == "Site built, 3 pages with reader and workbook: site/index.html\n"
    assert (checkout / "site" / "jinhua-2020.xlsx").is_file()


def test_site_of_another_report_stands_beside_its_notebooks(checkout, made):
    said = run("site", made.folder)
    shown = "reports/made/site/index.html"
    assert said == f"Site built, 2 pages with reader and workbook: {shown}\n"
    assert (checkout / shown).is_file()


def test_reader_and_workbook_are_written_where_one_wants_them(made, tmp_path):
    page, book = tmp_path / "a" / "x.html", tmp_path / "a" / "x.xlsx"
    assert run("reader", made.folder, page) == f"Reader written: {page}\n"
    assert page.read_text(encoding="utf-8") == jh.reader(made.folder).html
    assert run("workbook", made.folder, book) == f"Workbook written: {book}\n"
    assert book.read_bytes()[:2] == b"PK"
    run("reader", page)
    assert "gdp-2019-growth" in page.read_text(encoding="utf-8")


def test_more_names_than_a_report_and_a_file_are_refused():
    with pytest.raises(JhreportError, match=r"^3 names given\. Allowed: a file to write, such as"):
        run("reader", "a", "b", "c.html")
