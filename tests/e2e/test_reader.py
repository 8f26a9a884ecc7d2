"""The reader in a browser: click and find, filter, search, address, languages, keyboard, print."""

import re
import runpy

import pytest
from playwright.sync_api import Page, expect

import jhreport as jh
from jhreport.files import checkout_dir
from jhreport.wording import place_label

ROOT = checkout_dir()
AXE = (ROOT / "tests" / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
GDP = "#gdp-2019-growth"


@pytest.fixture(scope="session")
def address(tmp_path_factory) -> str:
    return jh.write_reader("jinhua-2020", tmp_path_factory.mktemp("site") / "r.html").as_uri()


def current(page: Page) -> list[str]:
    """Return the ids of what is selected."""
    return page.eval_on_selector_all("[aria-current]", "found => found.map(e => e.id)")


def in_sight(page: Page, selector: str) -> bool:
    """Return whether the middle of an element is what one sees there."""
    return page.eval_on_selector(
        selector,
        """element => {
          const box = element.getClientRects()[0];
          const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
          return element === seen || element.contains(seen);
        }""",
    )


def shown_rows(page: Page) -> list[str]:
    return page.eval_on_selector_all(
        "tr[data-measure]", "rows => rows.filter(r => r.checkVisibility()).map(r => r.id)"
    )


def counts(page: Page) -> list[int]:
    said = page.locator(".counts").inner_text().replace(",", "")
    return [int(number) for number in re.findall(r"\d+", said)]


def test_a_click_on_a_number_shows_its_row(visit, address):
    page = visit(address)
    assert not in_sight(page, "#pm25-2020-level")
    page.click("#at-12810")
    assert current(page) == ["at-12810", "pm25-2020-level"]
    assert in_sight(page, "#pm25-2020-level")
    assert in_sight(page, "#at-12810")
    assert page.url.endswith("#pm25-2020-level")
    expect(page.locator("#pm25-2020-level + .more")).to_be_visible()
    page.click("#at-908")
    assert current(page) == ["at-908", "gdp-2019-growth"]
    expect(page.locator("tr.more:visible")).to_have_count(1)


def test_a_click_on_a_number_of_several_rows_shows_all(visit, address):
    page = visit(address)
    page.click("#at-6877")
    assert len(current(page)) == 5
    assert in_sight(page, "#effective_investment-2020-growth")


def test_a_click_on_a_row_shows_its_sentence(visit, address):
    page = visit(address)
    assert not in_sight(page, "#at-15151")
    page.click("#meetings_documents-2020-growth td.number")
    assert current(page) == ["at-15151", "meetings_documents-2020-growth"]
    assert in_sight(page, "#at-15151")


def test_a_click_on_an_excluded_numeral_says_why(visit, address):
    page = visit(address)
    page.click("#at-39")
    assert current(page) == ["at-39", "row-at-39"]
    assert in_sight(page, "#row-at-39")
    expect(page.locator("#row-at-39 .en")).to_have_text("ordinal")


def test_the_address_leads_to_the_row_and_the_number(visit, address):
    for fragment in (GDP, "#at-908"):
        page = visit(address + fragment)
        page.wait_for_function("document.fonts.status === 'loaded'")
        page.wait_for_timeout(100)
        assert current(page) == ["at-908", "gdp-2019-growth"]
        assert in_sight(page, "#at-908") and in_sight(page, GDP)


def test_every_observation_has_its_address(visit, address):
    page = visit(address)
    ids = page.eval_on_selector_all("tr[data-measure]", "rows => rows.map(r => r.id)")
    assert len(ids) == 218
    wrong = page.evaluate(
        """async ids => {
          const wrong = [];
          for (const id of ids) {
            location.hash = id;
            await new Promise(done => addEventListener("hashchange", done, {once: true}));
            if (!document.getElementById(id).hasAttribute("aria-current")) wrong.push(id);
          }
          return wrong;
        }""",
        ids,
    )
    assert wrong == []


def test_an_unknown_address_selects_nothing(visit, address):
    assert current(visit(address + "#gdp-1999-growth")) == []


def test_an_address_takes_back_filters_that_hide_its_row(visit, address):
    page = visit(address)
    page.select_option("[name=status]", "target")
    assert GDP[1:] not in shown_rows(page)
    page.evaluate("location.hash = 'gdp-2019-growth'")
    expect(page.locator(GDP)).to_be_visible()
    assert current(page) == ["at-908", "gdp-2019-growth"]
    assert page.input_value("[name=status]") == ""


@pytest.mark.parametrize(
    ("name", "value", "query"),
    [
        ("status", "target", "status == 'target'"),
        ("year", "2007", "year == 2007"),
        ("measure", "rank", "measure == 'rank'"),
        ("theme", "trade", "theme == 'trade'"),
        ("chapter", "1.3", "place == '1.3'"),
        ("chapter", "1", "place.str.split('.').str[0] == '1'"),
    ],
)
def test_a_filter_narrows_both_sides(visit, address, name, value, query):
    stated = jh.load_observations("jinhua-2020").join(jh.load_indicators()["theme"], on="indicator")
    report = jh.load_report("jinhua-2020")
    stated["place"] = [place_label(*report.place(start)) for start in stated["start"]]
    wanted = stated.query(query)
    page = visit(address)
    page.select_option(f"[name={name}]", value)
    assert len(shown_rows(page)) == len(wanted) == counts(page)[0]
    marked = page.eval_on_selector_all(
        "article .n:not(.off):not(.excluded)",
        "marks => marks.filter(m => m.checkVisibility()).map(m => Number(m.id.slice(3)))",
    )
    assert sorted(marked) == sorted(set(wanted["start"]))
    label = page.locator(f"[name={name}] option[value='{value}']").inner_text()
    assert label.endswith(f"({len(wanted)})")
    left = page.locator("article p:visible")
    if name == "chapter":  # all of it
        places = left.evaluate_all("found => found.map(p => p.dataset.place)")
        paragraphs = report.paragraphs
        inside = [place_label(p.chapter, p.section) for p in paragraphs.itertuples()]
        assert places == [p for p in inside if p == value or p.startswith(f"{value}.")]
    else:  # no paragraph without a mark
        assert 0 < left.count() < 75
        assert left.filter(has_not=page.locator(".n:not(.off)")).count() == 0


def test_filters_work_together_and_are_cleared_together(visit, address):
    page = visit(address)
    page.select_option("[name=status]", "target")
    page.select_option("[name=measure]", "growth")
    page.fill("[name=search]", "gdp")
    assert shown_rows(page) == ["gdp-2020-growth"]
    assert counts(page) == [1, 218, 1, 323]
    page.click("[type=reset]")
    expect(page.locator(".counts")).to_have_text(re.compile("^218 of 218"))
    assert len(shown_rows(page)) == 218


def test_excluded_numerals_are_a_status(visit, address):
    page = visit(address)
    page.select_option("[name=status]", "excluded")
    assert counts(page) == [0, 218, 115, 323]
    assert shown_rows(page) == []
    expect(page.locator("table.observations")).to_be_hidden()


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("快递业务量", ["express_volume-2019-level", "express_volume-2019-rank"]),
        ("EXPRESS parcels", ["express_volume-2019-level", "express_volume-2019-rank"]),
        ("国内生产总值", ["gdp-2019-level", "gdp-2019-growth", "gdp-2020-growth"]),
    ],
)
def test_a_search_over_chinese_and_english_names_and_synonyms(visit, address, words, ids):
    page = visit(address)
    page.fill("[name=search]", words)
    assert shown_rows(page) == ids


def test_a_search_without_result_says_so(visit, address):
    page = visit(address)
    page.fill("[name=search]", "<script>")
    expect(page.locator(".none")).to_be_visible()
    assert counts(page) == [0, 218, 0, 323]


def test_the_language_is_switched_and_kept(visit, address):
    page = visit(address)
    expect(page.locator("h1")).to_have_text(re.compile("Government Work Report"))
    expect(page.locator(f"{GDP} td.measure")).to_have_text("增速growth")
    assert page.locator(f"{GDP} td.measure").inner_text() == "growth"
    page.click(".language")
    assert page.locator(f"{GDP} td.measure").inner_text() == "增速"
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    assert page.locator(".counts").inner_text() == "数据 218 / 218 条，文中标注 323 / 323 处"
    assert page.locator("[name=status] option").all_inner_texts() == [
        "全部",
        "结果 (128)",
        "目标 (90)",
        "排除 (115)",
    ]
    page.reload()
    assert page.locator("h1").inner_text() == "2020年浙江省金华市人民政府工作报告"


def test_a_chinese_browser_gets_chinese(visit, address):
    page = visit(address, locale="zh-CN")
    assert page.locator("html").get_attribute("data-lang") == "zh"


def test_themes_stand_in_place_of_numbers(visit, address):
    page = visit(address)
    page.check("[name=view][value=themes]")
    expect(page.locator("table.observations")).to_be_hidden()
    profile = jh.theme_profile("jinhua-2020")
    hits = page.locator("table.themes .hits").all_inner_texts()
    assert list(map(int, hits)) == profile["hits"].tolist()
    densities = page.locator("table.themes .density").all_inner_texts()
    assert densities == [f"{value:.1f}" for value in profile["per_1000"]]
    page.click("#theme-digital button")
    assert counts(page) == [30, 938, page.locator("article p:visible").count()]
    expect(page.locator("#theme-digital button")).to_have_attribute("aria-pressed", "true")
    texts = page.locator("article .t.chosen").all_inner_texts()
    assert "数字经济" in texts
    page.select_option("[name=chapter]", "1.1")
    density = jh.theme_density("jinhua-2020", by="section").query(
        "chapter == 1 and section == 1 and theme == 'digital'"
    )
    assert page.locator("#theme-digital .hits").inner_text() == str(density["hits"].item())
    page.check("[name=view][value=numbers]")
    expect(page.locator("table.observations")).to_be_visible()


def test_a_click_on_a_theme_hit_shows_its_theme(visit, address):
    page = visit(address)
    page.check("[name=view][value=themes]")
    page.locator("article .t", has_text="跨境电商").first.click()
    expect(page.locator("#theme-opening_up button")).to_have_attribute("aria-pressed", "true")
    assert in_sight(page, "#theme-opening_up")


def test_by_keyboard_alone(visit, address):
    page = visit(address)

    def focused() -> str:
        return page.evaluate("document.activeElement.closest('[id]')?.id ?? ''")

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the second skip link, to the table
    page.keyboard.press("Tab")
    assert focused() == "hubei_medical_team-2020-level"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert focused() == "gdp-2019-growth"
    page.keyboard.press("Enter")
    assert (focused(), current(page)) == ("at-908", ["at-908", "gdp-2019-growth"])
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert focused() == "general_public_budget_revenue-2019-level"
    said = page.locator(".said").inner_text()
    assert re.match("Selected: .*General public budget revenue 41.13 bn yuan level 2019", said)
    page.keyboard.press("Escape")
    assert current(page) == []


def test_the_search_and_filters_are_reached_by_tab(visit, address):
    page = visit(address)
    names = []
    for _ in range(12):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.name || document.activeElement.type"))
    wanted = ["view", "button", "search", "chapter", "theme", "year", "status", "measure", "reset"]
    assert [name for name in names if name] == wanted


def test_on_a_phone_both_sides_are_in_sight(visit, address):
    page = visit(address, **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for pane in ("#text", "#table"):
        assert page.eval_on_selector(pane, "e => e.scrollWidth <= e.clientWidth")
    page.tap("#at-1168")
    assert in_sight(page, "#zhejiang_made_standards-2019-rank") and in_sight(page, "#at-1168")
    page.tap("#express_volume-2019-level td.number")
    assert current(page)[0].startswith("at-")
    expect(page.locator("[name=search]")).to_be_hidden()
    page.tap("summary")
    page.fill("[name=search]", "pm2.5")
    assert shown_rows(page) == ["pm25-2019-level", "pm25-2020-level"]


def test_on_paper_everything_stands(visit, address):
    page = visit(address)
    page.emulate_media(media="print")
    expect(page.locator(".toolbar")).to_be_hidden()
    expect(page.locator(".language")).to_be_hidden()
    assert page.eval_on_selector("#text", "e => e.scrollHeight <= e.clientHeight")
    assert page.eval_on_selector("#table", "e => e.scrollHeight <= e.clientHeight")
    assert page.evaluate("document.documentElement.scrollHeight") > 10_000
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    assert 15 <= pages <= 40


def test_without_script_a_number_still_leads_to_its_row(visit, address):
    page = visit(address, java_script_enabled=False)
    expect(page.locator(".toolbar")).to_be_hidden()
    page.click("#at-908")
    assert page.url.endswith(GDP)
    expect(page.locator(f"{GDP} + .more")).to_be_visible()


def faults(page: Page) -> list[tuple[str, str, str]]:
    """Return what axe finds serious on a page: rule, element, what is wrong."""
    found = page.evaluate(f"async () => {{ {AXE}; return await axe.run(); }}")
    assert {"color-contrast", "button-name"} <= {rule["id"] for rule in found["passes"]}
    return [
        (fault["id"], fault["nodes"][0]["html"], fault["nodes"][0]["failureSummary"])
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
    ]


def test_the_page_has_no_serious_fault_of_accessibility(visit, address):
    assert faults(visit(address + GDP)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{}, PHONE], ids=["desktop", "phone"])
def test_no_serious_fault_in_any_dress(visit, made, tmp_path, scheme, size):
    # A small report has every kind of mark and row, and is soon checked.
    place = jh.write_reader(made.folder, tmp_path / "made.html").as_uri()
    page = visit(f"{place}#imports-2020-growth", color_scheme=scheme, **size)
    assert faults(page) == []
    page.click(".language")
    page.check("[name=view][value=themes]")
    page.locator("table.themes button").first.click()
    assert faults(page) == []


def test_axe_sees_a_fault(visit, made, tmp_path):
    page = visit(jh.write_reader(made.folder, tmp_path / "made.html").as_uri())
    page.evaluate("document.documentElement.style.setProperty('--muted', '#999999')")
    assert {rule for rule, *_ in faults(page)} == {"color-contrast"}


def test_in_a_notebook_the_frame_works(visit, address):
    page = visit("about:blank")
    page.set_content(jh.reader("jinhua-2020")._repr_html_())
    frame = page.frame_locator("iframe")
    frame.locator("#at-908").click()
    expect(frame.locator(GDP)).to_have_attribute("aria-current", "true")
    frame.locator(".language").click()
    expect(frame.locator("html")).to_have_attribute("data-lang", "zh")


def test_a_report_without_tables_can_be_read(visit, tmp_path):
    path = tmp_path / "bare.txt"
    path.write_text("一、回顾\n增长6.5%。\n二、目标\n发展数字经济。\n", encoding="utf-8")
    page = visit(jh.write_reader(path, tmp_path / "bare.html").as_uri())
    expect(page.locator(".notice .en")).to_have_count(2)
    expect(page.locator(".notice").last).to_be_visible()
    expect(page.locator("[name=search]")).to_have_count(0)
    page.select_option("[name=chapter]", "1")
    assert page.locator("article p:visible").all_inner_texts() == ["增长6.5%。"]
    page.check("[name=view][value=themes]")
    page.select_option("[name=chapter]", "2")
    assert page.locator("article p:visible").all_inner_texts() == ["发展数字经济。"]
    page.click("[type=reset]")
    expect(page.locator("article p:visible")).to_have_count(2)


def test_a_hostile_text_does_nothing(visit, tmp_path):
    hostile = "<script>alert(1)</script><img src=http://127.0.0.1:9/x onerror=alert(2)>"
    path = tmp_path / "hostile.txt"
    path.write_text(f"一、回顾\n{hostile}发展数字经济。\n", encoding="utf-8")
    page = visit(jh.write_reader(path, tmp_path / "hostile.html").as_uri())
    assert page.locator("article p").inner_text() == f"{hostile}发展数字经济。"
    expect(page.locator(".notice")).to_have_count(2)
    page.wait_for_timeout(200)


def test_the_policy_stops_what_escaping_would_let_through(browser, tmp_path):
    # Not with `visit`: the browser says on its console what it refused.
    path = jh.write_reader("jinhua-2020", tmp_path / "r.html")
    planted = (
        "<script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\">"
    )
    path.write_text(path.read_text(encoding="utf-8").replace("<article", planted + "<article"))
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(path.as_uri())
        page.wait_for_timeout(200)
        assert page.title() == "2020年浙江省金华市人民政府工作报告"


def test_a_text_ten_times_as_long_stays_usable(visit, tmp_path):
    multiply = runpy.run_path(str(ROOT / "benchmarks" / "long_report.py"))["multiply"]
    folder = multiply("jinhua-2020", 10, tmp_path / "long")
    page = visit(jh.write_reader(folder, tmp_path / "long.html").as_uri())
    assert counts(page) == [2180, 2180, 3230, 3230]
    page.locator("article .n.growth").last.click()
    assert len(current(page)) == 2
    page.fill("[name=search]", "gdp")
    assert counts(page)[0] == 40  # three of GDP, one of water use, ten times
    page.check("[name=view][value=themes]")
    assert counts(page)[0] == 9380
