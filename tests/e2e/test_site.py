"""The site in a browser: ways through it, languages, downloads, keyboard, phone, dark."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

NOTEBOOK = "notebooks/01_review_2019.html"


@pytest.fixture
def home(site) -> str:
    return (site / "index.html").as_uri()


def wide(page: Page) -> bool:
    """Return whether the page as a whole has to be moved sideways."""
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


def loaded(page: Page, selector: str) -> bool:
    """Bring an image into sight and return whether it has been drawn."""
    image = page.locator(selector).first
    image.scroll_into_view_if_needed()
    return image.evaluate("async i => { await i.decode(); return i.naturalWidth > 0; }")


@pytest.mark.parametrize("way", ["file", "server"])
def test_from_the_first_page_to_reader_and_notebook_and_back(visit, home, served, way):
    page = visit(home if way == "file" else f"{served}index.html")
    expect(page.locator("h1")).to_have_text(
        "Government Work Report of Jinhua, Zhejiang, 2020", use_inner_text=True
    )
    assert loaded(page, ".gallery .en img")
    page.locator(".way.first").click()
    expect(page.locator("article")).to_be_visible()
    page.get_by_role("link", name="Overview").click()
    page.locator(".topic .side a").nth(1).click()
    expect(page.locator("h1")).to_have_text("What does the report say was achieved?")
    assert loaded(page, "main figure .en img")
    page.locator(".contents a", has_text="What fell?").click()
    expect(page.locator("#what-fell")).to_be_in_viewport()
    page.locator(".neighbours .next").click()
    expect(page.locator("h1")).to_have_text("What does the report promise?")
    page.get_by_role("link", name="Overview").click()
    expect(page.locator("#findings")).to_be_visible()


def test_the_language_is_switched_for_pictures_too_and_kept_from_page_to_page(visit, home):
    page = visit(home)
    expect(page.locator("a.en.picture").first).to_be_visible()
    expect(page.locator("a.zh.picture").first).to_be_hidden()
    page.click(".language")
    assert page.locator("h1").inner_text() == "2020年浙江省金华市人民政府工作报告"
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    expect(page.locator("a.zh.picture").first).to_be_visible()
    expect(page.locator("a.en.picture").first).to_be_hidden()
    page.locator(".notebooks a").nth(1).click()
    assert page.locator(".contents summary").inner_text() == "目录"
    assert loaded(page, "main figure .zh img")
    page.click(".home")
    page.locator(".way.first").click()
    expect(page.locator("article")).to_be_visible()
    assert page.locator("h1").inner_text() == "2020年浙江省金华市人民政府工作报告"


def test_a_chinese_browser_gets_chinese(visit, home):
    page = visit(home, locale="zh-CN")
    assert page.locator("h2:visible").all_inner_texts()[1:] == [
        "主要发现", "图集", "分析笔记本", "数据下载", "如何引用",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "path",
    [
        "figures/zh/01-2-growth.svg",
        "figures/en/05-6-gdp.png",
        "jinhua-2020.xlsx",
        "data/jinhua-2020/observations.csv",
    ],
)
def test_files_are_downloaded_as_they_are(visit, served, site, path):
    page = visit(f"{served}index.html")
    with page.expect_download() as download:
        page.locator(f"a[download][href='{path}']").last.click()
    assert download.value.suggested_filename == path.rpartition("/")[2]
    assert Path(download.value.path()).read_bytes() == (site / path).read_bytes()


def test_the_description_of_a_figure_is_unfolded(visit, home):
    page = visit(home)
    figure = page.locator("#figure-01-2-growth")
    expect(figure.locator("details p")).to_be_hidden()
    figure.locator("summary").click()
    expect(figure.locator("details p")).to_be_visible()
    alt = figure.locator("a.en img").get_attribute("alt")
    assert figure.locator("details p").inner_text() == alt


def test_code_is_folded_and_shown_all_at_once(visit, site):
    page = visit((site / NOTEBOOK).as_uri())
    blocks = page.locator("details.code pre")
    expect(blocks.first).to_be_hidden()
    page.get_by_role("button", name="Show all code").click()
    assert blocks.count() == page.locator("details.code pre:visible").count() > 10
    page.get_by_role("button", name="Hide all code").click()
    expect(blocks.first).to_be_hidden()


def test_by_keyboard_alone(visit, home):
    page = visit(home)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "report.html"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")  # the switch of languages, above the content
    assert page.locator("html").get_attribute("data-lang") == "zh"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("article")).to_be_visible()


@pytest.mark.parametrize("path", ["index.html", NOTEBOOK])
def test_no_serious_fault_of_accessibility(visit, faults, site, path):
    assert faults(visit((site / path).as_uri())) == []


@pytest.mark.parametrize("path", ["index.html", NOTEBOOK])
def test_on_a_phone_in_the_dark(visit, faults, phone, site, path):
    page = visit((site / path).as_uri(), color_scheme="dark", locale="zh-CN", **phone)
    assert not wide(page)
    for table in page.locator(".wide").all():  # tables are moved by themselves
        assert table.evaluate("t => t.getBoundingClientRect().right <= innerWidth")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 25, 27)"
    assert faults(page) == []


def test_without_script_everything_can_be_read(visit, site):
    page = visit((site / "index.html").as_uri(), java_script_enabled=False)
    expect(page.locator(".language")).to_be_hidden()
    expect(page.locator(".topic li").last).to_be_visible()
    page.goto((site / NOTEBOOK).as_uri())
    page.locator("details.code summary").first.click()
    expect(page.locator("details.code pre").first).to_be_visible()


@pytest.mark.parametrize("path", ["index.html", NOTEBOOK])
def test_the_policy_stops_what_escaping_would_let_through(browser, site, tmp_path, path):
    # Not with `visit`: the browser says on its console what it refused.
    planted = (
        "<script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\">"
        "<img src='http://127.0.0.1:9/out.png'><main "
    )
    text = (site / path).read_text(encoding="utf-8")
    assert text.count("<main ") == 1
    (tmp_path / "x.html").write_text(text.replace("<main ", planted), encoding="utf-8")
    asked = []
    with browser.new_context() as context:
        page = context.new_page()
        page.on("response", lambda response: asked.append(response.url))
        page.on("requestfailed", lambda failed: asked.append(f"{failed.url} {failed.failure}"))
        page.goto((tmp_path / "x.html").as_uri())
        page.wait_for_timeout(200)
        assert page.title() != "run"
    refused = [one for one in asked if "127.0.0.1" in one]
    assert all(one.endswith("csp") for one in refused), json.dumps(refused)
