"""Policy themes: which terms are found where, and how often a report speaks of a theme."""

import math
import re
import unicodedata
from pathlib import Path

import pandas as pd
import pytest

from jhreport.errors import JhreportError, ReportError, TableError
from jhreport.report import Report
from jhreport.themes import (
    ThemeDictionary,
    find_themes,
    is_loose,
    load_themes,
    theme_density,
    theme_hits,
    theme_profile,
    theme_shift,
)

THEMES = """\
theme,zh,en,belongs,excludes
trade,外贸,Trade,b,e
farm,农业,Farming,b,e
health,卫生,Health,b,e
"""
TERMS = """\
term,theme,role,note
外贸,trade,term,
开放发展,trade,slogan,
农业,farm,term,
粮食,farm,term,
医院,health,term,
农业银行,,mask,
"""
PATTERN = r"[^\s０-９Ａ-Ｚａ-ｚ＋％．]+"
# Characters other than white space: 8, 14 (4 of the heading), 20 (7 of the heading), 12.
TOY = Report(
    "toy",
    "各位代表：农业。\n"  # 0
    "一、回顾\n"  # 9
    "外贸增长，农业丰收。\n"  # 14
    "（一）开放发展\n"  # 25
    "粮 食增产，农业银行。外贸。\n"  # 33
    "二、目标\n"  # 48
    "开放发展，农业。\n",  # 53
)


@pytest.fixture
def written(tmp_path):
    """Return a function that writes a theme dictionary and gives its folder."""

    def write(terms: str = TERMS, themes: str = THEMES) -> Path:
        (tmp_path / "themes.csv").write_text(themes, encoding="utf-8")
        (tmp_path / "theme_terms.csv").write_text(terms, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def dictionary(written) -> ThemeDictionary:
    return load_themes(written())


@pytest.fixture(scope="module")
def project() -> ThemeDictionary:
    return load_themes()


@pytest.fixture(scope="module")
def hits(jinhua) -> pd.DataFrame:
    return theme_hits(jinhua)


def spans(table: pd.DataFrame) -> list[tuple]:
    return list(table[["theme", "term", "start", "end"]].itertuples(index=False, name=None))


# what is found in a sentence


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("高水平安全", []),
        ("帮助企业", []),
        ("政治安全", []),
        ("人民生活", []),
        ("提高中小学", [("education", "中小学", 2, 5)]),
        ("提高中小企业", [("business_environment", "中小企业", 2, 6)]),
        ("扩大学生", [("education", "学生", 2, 4)]),
        ("新能源汽车产业", [("manufacturing", "新能源汽车", 0, 5)]),
        ("医疗卫生", [("health", "医疗卫生", 0, 4)]),
        ("平安和治安", [("safety_governance", "平安", 0, 2), ("safety_governance", "治安", 3, 5)]),
        ("高中和民生", [("education", "高中", 0, 2), ("employment_social", "民生", 3, 5)]),
    ],
)  # fmt: skip
def test_the_longest_term_is_found_once_and_none_across_words(text, found):
    assert spans(find_themes(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("支持5G基站", [("digital", "5G", 2, 4)]),
        ("支持５Ｇ基站", [("digital", "5G", 2, 4)]),
        ("建设15G网络", []),
        ("建设5GB网络", []),
        ("建设A5G网络", []),
        ("GDP增长", [("macro_finance", "GDP", 0, 3)]),
        ("治理PM2.50", []),
    ],
)
def test_a_latin_term_is_no_part_of_a_longer_latin_word(text, found):
    assert spans(find_themes(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5G网络安全", [("trade", "5G网络安全", 0, 6)]),
        # What a dropped term hid: behind its edge, and from where it begins.
        ("15G网络安全", [("farm", "网络安全", 3, 7)]),
        ("15G网络安全，15G网络安全", [("farm", "网络安全", 3, 7), ("farm", "网络安全", 11, 15)]),
        ("高新5GB", [("health", "高新", 0, 2)]),
        ("高新5GB高新5G", [("health", "高新", 0, 2), ("trade", "高新5G", 5, 9)]),
        ("15G15G15G", []),
    ],
)
def test_a_dropped_term_hides_none_inside_it(written, text, found):
    terms = ["5G网络安全,trade", "网络安全,farm", "高新5G,trade", "高新,health", "5G,trade"]
    rows = "".join(f"{term},term,\n" for term in terms)
    dictionary = load_themes(written(f"term,theme,role,note\n{rows}"))
    assert spans(find_themes(f"{text}好", dictionary)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("治理ＰＭ2.5。", [("environment", "PM2.5", 2, 7)]),
        ("PM 2.5 浓度", [("environment", "PM2.5", 0, 6)]),
        (" ＰＭ ２．５ 浓度", [("environment", "PM2.5", 1, 7)]),
        ("推进互联网＋监管", [("digital", "互联网+", 2, 6)]),
        ("推进互联网 + 监管", [("digital", "互联网+", 2, 7)]),
        ("发展 数字 经\u3000济。农\n", [("digital", "数字经济", 3, 9)]),
    ],
)
def test_offsets_are_those_of_the_printed_text(text, found):
    assert spans(find_themes(text)) == found


def test_a_term_goes_on_over_the_break_of_a_paragraph():
    # A line of 60 characters without a mark at its end goes on; one of 59 is a paragraph.
    assert spans(find_themes("好" * 58 + "数字\n经济。")) == [("digital", "数字经济", 58, 63)]
    assert spans(find_themes("好" * 58 + "数字\r\n\n经济。")) == [("digital", "数字经济", 58, 65)]
    assert spans(find_themes("好" * 57 + "数字\n经济。")) == []


def test_no_term_runs_over_the_end_of_a_paragraph_or_heading():
    assert spans(find_themes("好" * 60 + "数字。\n数字\n经济。")) == []
    assert spans(find_themes("一、发展数字\n经济增长。\n")) == [
        ("macro_finance", "经济增长", 7, 11)
    ]


def test_slogans_are_told_from_terms_and_masks_are_not_returned(dictionary):
    found = find_themes("开放发展，农业银行，农业", dictionary)
    assert found.columns.tolist() == ["theme", "term", "role", "start", "end"]
    assert found.values.tolist() == [
        ["trade", "开放发展", "slogan", 0, 4],
        ["farm", "农业", "term", 10, 12],
    ]


@pytest.mark.parametrize("text", ["", "。\n", " \n"])
def test_nothing_is_found_where_nothing_is_written(text):
    found = find_themes(text)
    assert found.columns.tolist() == ["theme", "term", "role", "start", "end"]
    assert len(found) == 0


def test_text_without_chinese_is_refused():
    with pytest.raises(ReportError, match=r"^No Chinese in the text, which begins 'The 5G plan'\."):
        find_themes(" The 5G plan")


# what is found in a report


def test_every_hit_of_a_report_is_its_term(jinhua, hits):
    printed = [jinhua.text[row.start : row.end] for row in hits.itertuples()]
    read = [unicodedata.normalize("NFKC", "".join(text.split())) for text in printed]
    assert read == hits["term"].tolist()
    assert len(hits) > 500


def test_hits_of_a_report_do_not_overlap(hits):
    pairs = zip(hits["end"].iloc[:-1], hits["start"].iloc[1:], strict=True)
    assert [(end, start) for end, start in pairs if end > start] == []


def test_hits_of_a_report_are_those_of_a_regular_expression(jinhua, hits, project):
    masks = set(project.terms.loc[project.terms["role"] == "mask", "term"])
    ordered = sorted(project.terms["term"], key=len, reverse=True)
    edges = {True: "(?<![A-Za-z0-9])", False: ""}, {True: "(?![A-Za-z0-9])", False: ""}
    pattern = re.compile(
        "|".join(
            edges[0][bool(re.match("[A-Za-z0-9]", term))]
            + re.escape(term)
            + edges[1][bool(re.search("[A-Za-z0-9]$", term))]
            for term in ordered
        )
    )
    expected = []
    for row in jinhua.sentences.itertuples():
        places = [i for i in range(row.start, row.end) if not jinhua.text[i].isspace()]
        signs = [unicodedata.normalize("NFKC", jinhua.text[i])[:1] for i in places]
        for found in pattern.finditer("".join(signs)):
            if found[0] not in masks:
                expected.append((found[0], places[found.start()], places[found.end() - 1] + 1))
    assert list(hits[["term", "start", "end"]].itertuples(index=False, name=None)) == expected


def test_theme_hits_tell_place_and_sentence(dictionary):
    columns = ["term", "start", "end", "part", "chapter", "section", "sentence"]
    found = theme_hits(
        Report("toy", f"开放发展。{TOY.text}".replace("\n（一）", "\n \n（一）")), dictionary
    )
    assert found.columns.tolist() == ["theme", "term", "role", *columns[1:]]
    assert found[columns].values.tolist() == [
        ["开放发展", 0, 4, "opening", 0, 0, "开放发展。"],
        ["农业", 10, 12, "opening", 0, 0, "各位代表：农业。"],
        ["外贸", 19, 21, "review", 1, 0, "外贸增长，农业丰收。"],
        ["农业", 24, 26, "review", 1, 0, "外贸增长，农业丰收。"],
        ["开放发展", 35, 39, "review", 1, 1, "（一）开放发展"],
        ["粮食", 40, 43, "review", 1, 1, "粮食增产，农业银行。"],
        ["外贸", 51, 53, "review", 1, 1, "外贸。"],
        ["开放发展", 60, 64, "plan", 2, 0, "开放发展，农业。"],
        ["农业", 65, 67, "plan", 2, 0, "开放发展，农业。"],
    ]


# how often


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("report", [((), 54, 4, 4)]),
        ("part", [(("opening",), 8, 0, 1), (("review",), 34, 3, 2), (("plan",), 12, 1, 1)]),
        ("chapter", [((0,), 8, 0, 1), ((1,), 34, 3, 2), ((2,), 12, 1, 1)]),
        (
            "section",
            [((0, 0), 8, 0, 1), ((1, 0), 14, 1, 1), ((1, 1), 20, 2, 1), ((2, 0), 12, 1, 1)],
        ),
    ],
)
def test_density_by_level_has_every_theme_zeros_too(dictionary, by, groups):
    keys = {"report": [], "section": ["chapter", "section"]}.get(by, [by])
    table = theme_density(TOY, by, dictionary=dictionary)
    assert table.columns.tolist() == [*keys, "theme", "hits", "chars", "per_1000"]
    assert table.values.tolist() == [
        [*key, theme, hits, chars, 1000 * hits / chars]
        for key, chars, trade, farm in groups
        for theme, hits in (("trade", trade), ("farm", farm), ("health", 0))
    ]


def test_density_without_slogans(dictionary):
    table = theme_density(TOY, "part", slogans=False, dictionary=dictionary)
    assert table[table["theme"] == "trade"][["hits", "chars", "per_1000"]].values.tolist() == [
        [0, 8, 0],
        [2, 34, 2000 / 34],
        [0, 12, 0],
    ]
    assert table.loc[table["theme"] == "farm", "hits"].tolist() == [1, 2, 1]


@pytest.mark.parametrize("by", ["part", "chapter", "section"])
def test_hits_and_characters_of_the_groups_sum_up_to_the_report(jinhua, hits, by):
    parts, whole = theme_density(jinhua, by), theme_density(jinhua)
    sums = parts.groupby("theme", sort=False)[["hits", "chars"]].sum()
    assert sums.reset_index().values.tolist() == whole[["theme", "hits", "chars"]].values.tolist()
    assert whole["hits"].sum() == len(hits)
    assert set(whole["chars"]) == {len("".join(jinhua.text.split()))}


@pytest.mark.parametrize(
    ("by", "hits", "chars"),
    [("report", 1, 15), ("chapter", 1, 15), ("section", 1, 15)],
)
def test_density_counts_a_heading_that_another_heading_follows(dictionary, by, hits, chars):
    report = Report("toy", "一、外贸增长\n（一）形势\n好，好。\n")
    table = theme_density(report, by, dictionary=dictionary)
    table = table[table["theme"] == "trade"]
    assert (table["hits"].sum(), table["chars"].sum()) == (hits, chars)


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        ("report", []),
        ("part", ["part"]),
        ("chapter", ["chapter"]),
        ("section", ["chapter", "section"]),
    ],
)
def test_density_of_an_empty_text_has_no_rows(by, keys):
    table = theme_density(Report("empty", "\n"), by)
    assert table.columns.tolist() == [*keys, "theme", "hits", "chars", "per_1000"]
    assert len(table) == 0


def test_density_of_a_text_without_chinese_is_refused():
    with pytest.raises(ReportError, match=r"^No Chinese in the text, which begins 'Trade grew\.'"):
        theme_density(Report("english", "Trade grew."))


def test_density_refuses_an_unknown_level():
    message = r"^Unknown level 'sections'\. Available, nearest first: section, .*\.$"
    with pytest.raises(JhreportError, match=message):
        theme_density(TOY, "sections")


def test_density_of_a_text_file(tmp_path, dictionary):
    path = tmp_path / "a.txt"
    path.write_text("农业，农业，外贸，好。", encoding="utf-8")
    table = theme_density(path, dictionary=dictionary)
    assert table[["hits", "chars"]].values.tolist() == [[1, 11], [2, 11], [0, 11]]
    assert theme_density(str(path), dictionary=dictionary).equals(table) is True


def test_profile_ranks_with_slogans_and_without(dictionary):
    table = theme_profile(TOY, dictionary)
    assert table.columns.tolist() == [
        *["theme", "zh", "en", "hits", "per_1000", "hits_plain", "per_1000_plain"],
        *["rank", "rank_plain"],
    ]
    assert table.values.tolist() == [
        ["trade", "外贸", "Trade", 4, 4000 / 54, 2, 2000 / 54, 1, 2],
        ["farm", "农业", "Farming", 4, 4000 / 54, 4, 4000 / 54, 1, 1],
        ["health", "卫生", "Health", 0, 0, 0, 0, 3, 3],
    ]


def test_profile_has_the_most_first(dictionary):
    table = theme_profile(Report("toy", "医院，医院，农业，医院，农业，外贸。"), dictionary)
    columns = ["theme", "hits", "rank"]
    assert table[columns].values.tolist() == [["health", 3, 1], ["farm", 2, 2], ["trade", 1, 3]]


@pytest.mark.parametrize(
    ("hits", "loose"),
    [
        ([10, 4], True),  # 36 of at most 53.8
        ([11, 3], False),  # 64 of at most 53.8
        ([3, 11], False),
        ([12, 10, 4], True),
        ([40, 12, 10, 4], False),
        ([4, 0], False),  # 16 of at most 15.4
        ([3, 0], True),
        ([0, 0], True),
        ([5], True),
    ],
)
def test_neighbours_of_a_ranking_differ_beyond_counting_error_or_not(hits, loose):
    assert is_loose(hits) is loose
    assert is_loose(pd.Series(hits, index=hits)) == loose


def g2(here: int, size: int, there: int, reference_size: int) -> float:
    """Return the log-likelihood ratio of the two-by-two table, all cells above 0."""
    share = (here + there) / (size + reference_size)
    cells = [
        (here, size * share),
        (there, reference_size * share),
        (size - here, size * (1 - share)),
        (reference_size - there, reference_size * (1 - share)),
    ]
    return 2 * sum(observed * math.log(observed / expected) for observed, expected in cells)


def test_shift_sets_the_plan_against_the_review(dictionary):
    table = theme_shift(TOY, dictionary=dictionary)
    assert table.columns.tolist() == [
        *["theme", "zh", "en", "hits", "reference_hits", "per_1000", "reference_per_1000"],
        *["change", "g2", "log_ratio", "p", "p_adjusted", "small"],
    ]
    names = ["theme", "zh", "en", "hits", "reference_hits", "small"]
    assert table[names].values.tolist() == [
        ["farm", "农业", "Farming", 1, 2, True],
        ["health", "卫生", "Health", 0, 0, True],
        ["trade", "外贸", "Trade", 1, 3, True],
    ]
    assert table["per_1000"].tolist() == [1000 / 12, 0, 1000 / 12]
    assert table["reference_per_1000"].tolist() == [2000 / 34, 0, 3000 / 34]
    changes = [1000 / 12 - 2000 / 34, 0, 1000 / 12 - 3000 / 34]
    assert table["change"].tolist() == changes
    assert table["g2"].tolist() == pytest.approx([g2(1, 12, 2, 34), 0, -g2(1, 12, 3, 34)])
    # The ratios are 17/12, (0.5/12)/(0.5/34) and 17/18.
    ratios = [math.log2(17 / 12), math.log2(34 / 12), math.log2(17 / 18)]
    assert table["log_ratio"].tolist() == pytest.approx(ratios)
    assert (table["p_adjusted"] >= table["p"]).tolist() == [True] * 3


@pytest.mark.parametrize("slogans", [True, False])
def test_shift_has_the_hits_of_the_density_by_part(jinhua, slogans):
    shift = theme_shift(jinhua, slogans=slogans).set_index("theme")
    density = theme_density(jinhua, "part", slogans).set_index("theme")
    for part, prefix in (("plan", ""), ("review", "reference_")):
        expected = density[density["part"] == part].loc[shift.index]
        assert shift[f"{prefix}hits"].tolist() == expected["hits"].tolist()
        assert shift[f"{prefix}per_1000"].tolist() == pytest.approx(expected["per_1000"].tolist())


def test_shift_without_slogans(dictionary):
    table = theme_shift(TOY, slogans=False, dictionary=dictionary).set_index("theme")
    assert table.loc["trade", ["hits", "reference_hits"]].tolist() == [0, 2]
    assert table.loc["farm", ["hits", "reference_hits"]].tolist() == [1, 2]


@pytest.mark.parametrize(("times", "small"), [((4, 5), True), ((5, 5), False), ((0, 10), False)])
def test_fewer_than_ten_hits_are_a_small_count(dictionary, times, small):
    text = "一、回顾\n好{}。\n二、目标\n好{}。\n".format(*("，农业" * n for n in times))
    table = theme_shift(Report("toy", text), dictionary=dictionary).set_index("theme")
    assert table.loc["farm", ["reference_hits", "hits", "small"]].tolist() == [*times, small]


def test_shift_of_one_report_against_another(dictionary):
    other = Report("other", "农业农业，外贸。")  # 8 characters
    table = theme_shift(TOY, other, dictionary=dictionary)
    columns = ["theme", "hits", "reference_hits", "per_1000", "reference_per_1000", "change"]
    assert table[columns].values.tolist() == [
        ["health", 0, 0, 0, 0, 0],
        ["trade", 4, 1, 4000 / 54, 125, 4000 / 54 - 125],
        ["farm", 4, 2, 4000 / 54, 250, 4000 / 54 - 250],
    ]
    assert table["g2"].tolist()[1:] == pytest.approx([-g2(4, 54, 1, 8), -g2(4, 54, 2, 8)])


@pytest.mark.parametrize(
    "text", ["农业。", "一、形势\n农业。\n二、目标\n农业。", "一、回顾\n农业。"]
)
def test_shift_without_review_or_plan_is_refused(text):
    with pytest.raises(ReportError, match=r"^toy: review and plan cannot be told apart\. Needed: "):
        theme_shift(Report("toy", text))


# the dictionary


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("农业,farm,term,", ["line 8, column term: repeats an earlier row: 农业"]),
        ("农业,trade,slogan,", ["line 8, column term: repeats an earlier row: 农业"]),
        ("农业银行,farm,term,", ["line 8, column term: repeats an earlier row: 农业银行"]),
        (
            "港口,ports,term,",
            [
                "line 8, column theme: Unknown theme 'ports'. Available, nearest first: "
                "farm, trade, health."
            ],
        ),
        ("提高,farm,mask,", ["line 8, column theme: theme is empty exactly where role is mask"]),
        ("港口,,term,", ["line 8, column theme: theme is empty exactly where role is mask"]),
        ("港口,,slogan,", ["line 8, column theme: theme is empty exactly where role is mask"]),
        ("", ["line 8: is blank"]),
        ("港口,trade,terms,", [
            "line 8, column role: 'terms'. Allowed: one of term slogan mask"
        ]),
        ("港口,trade,,", ["line 8, column role: empty. Allowed: one of term slogan mask"]),
        *(
            (
                f"{term},trade,term,",
                [f"line 8, column term: {term!r}. Allowed: the pattern {PATTERN}"],
            )
            for term in ("４G", "Ｇ网", "网ｇ", "数字 经济", "港口 ", "港\u3000口", "港\xa0口")
        ),
        ("港口,ports,mask,\n港区,,term,", [
            "line 8, column theme: Unknown theme 'ports'. Available, nearest first: "
            "farm, trade, health.",
            "line 8, column theme: theme is empty exactly where role is mask",
            "line 9, column theme: theme is empty exactly where role is mask",
        ]),
    ],
)  # fmt: skip
def test_a_faulty_term_is_named_by_file_and_line(written, rows, message):
    folder = written(f"{TERMS}{rows}\n")
    with pytest.raises(TableError) as caught:
        load_themes(folder)
    assert str(caught.value).split("\n") == [f"theme_terms.csv, {line}" for line in message]


@pytest.mark.parametrize("term", ["互联网＋", "百分百％", "二．五"])
def test_a_term_with_a_full_width_sign_is_refused(written, term):
    folder = written(f"{TERMS}{term},trade,term,\n")
    with pytest.raises(TableError, match=r"^theme_terms\.csv, line 8, column term: "):
        load_themes(folder)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("", "line 5: is blank"),
        ("ports,港口,Ports,b,", "line 5, column excludes: empty. Allowed: any text, but not empty"),
        ("Ports,港口,Ports,b,e", (
            "line 5, column theme: 'Ports'. Allowed: the pattern [a-z][a-z_]*, each value once"
        )),
    ],
)  # fmt: skip
def test_a_faulty_theme_is_named_by_file_and_line(written, row, message):
    folder = written(themes=f"{THEMES}{row}\n")
    with pytest.raises(TableError) as caught:
        load_themes(folder)
    assert str(caught.value) == f"themes.csv, {message}"


@pytest.mark.parametrize("row", ["trade,甲,A,b,e", "ports,外贸,A,b,e", "ports,甲,Trade,b,e"])
def test_themes_are_told_apart_by_id_and_both_names(written, row):
    folder = written(themes=f"{THEMES}{row}\n")
    with pytest.raises(TableError, match=r"(?s)themes\.csv, line 2, .*themes\.csv, line 5, "):
        load_themes(folder)


def test_a_missing_dictionary_is_named(tmp_path):
    with pytest.raises(TableError, match=r"^No themes\.csv in .*\.$"):
        load_themes(tmp_path)


def test_every_theme_of_the_project_has_terms(project):
    sizes = project.terms["theme"].value_counts()
    assert (len(project.themes), len(sizes)) == (18, 18)
    assert [(theme, size) for theme, size in sizes.items() if size < 15] == []


def test_every_mask_of_the_project_keeps_a_term_from_being_found(project):
    is_mask = project.terms["role"] == "mask"
    terms, masks = project.terms["term"][~is_mask], project.terms["term"][is_mask]
    heads = {term[:n] for term in terms for n in range(1, len(term))}
    idle = [
        mask
        for mask in masks
        if not any(term in mask for term in terms)
        and not any(mask[n:] in heads for n in range(1, len(mask)))
    ]
    assert (len(masks) > 50, idle) == (True, [])


def test_names_of_the_themes_fit_on_charts(project):
    names = {"zh": 10, "en": 28}
    for lang, most in names.items():
        found = project.themes[lang]
        assert found[found.str.len() > most].tolist() == []
        assert len(set(found)) == 18


def test_a_shift_without_parts_may_be_an_empty_table():
    report = Report("toy", "外贸增长。")
    with pytest.raises(ReportError, match="review and plan cannot be told apart"):
        theme_shift(report)
    table = theme_shift(report, strict=False)
    assert table.empty
    assert table.columns.tolist() == theme_shift("jinhua-2020").columns.tolist()
