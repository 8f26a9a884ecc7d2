"""Findings on results, targets and outcomes: exact sentences of a made report."""

import re
import shutil

import pandas as pd
import pytest

from jhreport import files
from jhreport.findings import Findings, of_years

HEADS = {
    "observations.csv": "indicator,subject,year,status,measure,value,high,unit,op,versus,rank_of,"
    "start,end,text,quote,note",
    "pairs.csv": "result,result_subject,result_measure,target,target_subject,target_measure,"
    "comparability,why",
    "outcomes.csv": "target,target_subject,target_measure,published_subject,decidable,why",
    "bases.csv": "indicator,subject,year,basis,note",
    "../published.csv": "place,indicator,subject,year,value,high,unit,op,growth,comparability,"
    "basis,grade,source_title,source_url,source_date,note",
}
RESULTS = (
    "gdp,全市,2019,actual,level,110,,亿元,=,,,13,99,110,q,",
    "gdp,全市,2019,actual,growth,6.5,,%,=,,,13,99,6.5,q,",
    "exports,全市,2019,actual,level,50,,亿元,=,,,14,99,50,q,",
    "exports,全市,2019,actual,growth,25,,%,=,,,14,99,25,q,",
    "imports,全市,2019,actual,level,5,,亿元,=,,,15,99,5,q,",
    "imports,全市,2019,actual,growth,-20,,%,=,,,15,99,20,q,",
    "petitions,全市,2019,actual,growth,-15,,%,=,,,16,99,15,q,",
)
TARGETS = (
    "gdp,全市,2020,target,growth,6,6.5,%,range,,,53,99,6,q,",
    "exports,全市,2020,target,level,40,,亿元,=,,,54,99,40,q,",
    "imports,全市,2020,target,level,4,,亿元,>=,,,55,99,4,q,",
    "new_trademarks,全市,2020,target,level,2,,万件,>=,,,56,99,2,q,",
    "petitions,全市,2020,target,growth,,,,qualitative,,,57,99,持续下降,q,",
)
PAIRS = (
    "gdp,全市,growth,gdp,全市,growth,same,w",
    "exports,全市,level,exports,全市,level,same,w",
    "imports,全市,level,imports,全市,level,same,w",
    "exports,全市,level,new_trademarks,全市,level,scope,w",
)
OUTCOMES = (
    "gdp,全市,growth,全市,yes,It fell short.",
    "imports,全市,level,全市,yes,It reads the same.",
    "new_trademarks,全市,level,,no,Nothing is printed.",
)


def figure(indicator: str, year: int, value: object, growth: object = "", op: str = "=") -> str:
    cells = f"made,{indicator},全市,{year},{value},,亿元,{op},{growth},same,one,A,page"
    return f"{cells},http://x.cn/1,n.d.,"


BEFORE = (figure("gdp", 2018, 100), figure("exports", 2018, 50), figure("imports", 2018, 6))
AFTER = (figure("gdp", 2020, 113, 2.8), figure("imports", 2020, 4.5))


@pytest.fixture
def made(made, tmp_path, monkeypatch):
    """Return the made report in a data folder of its own, with its tables written here."""
    data = tmp_path / "data"
    shutil.copytree(files.data_dir(), data, ignore=shutil.ignore_patterns("jinhua-*"))
    made.folder = made.folder.rename(data / "made")
    monkeypatch.setattr(files, "_CHECKOUT", tmp_path)
    monkeypatch.setattr(files, "_PACKAGE", tmp_path / "src" / "jhreport")
    fill(made, "../published.csv", *BEFORE, *AFTER)
    fill(made, "observations.csv", *RESULTS, *TARGETS)
    fill(made, "pairs.csv", *PAIRS)
    fill(made, "outcomes.csv", *OUTCOMES)
    return made


def fill(made, table: str, *rows: str) -> None:
    made.path(table).write_text("\n".join([HEADS[table], *rows, ""]), encoding="utf-8")


ON_PAIRS = (
    "4 of 5 targets for 2020 invite a comparison with a result of 2019; in 3 both are the same "
    "thing: 2 may be divided, 1 subtracted, the others have a target in words. The rest differ "
    "(scope 1) and get no ratio.",
    "2 of these 2 targets lie below the result, 1 of them as floors: the least that is promised, "
    "no plan to fall.",
)
ON_OUTCOMES = (
    "Published figures of 2020 show 1 targets met and 1 missed, and leave 1 undecided; for 2 "
    "no figure was found. What was found is no sample.",
    "Missed: Gross regional product (GDP), 2.8% against 6–6.5%. It fell short.",
)
# 49.5 / 1.255 to 50.5 / 1.245 is 39.4 to 40.6.
ON_BASES = (
    "2 of 4 growth rates imply a value of 2018. Of 2 that were published too, 1 agree within "
    "rounding; not so: Exports, 5 bn yuan (50亿元) published against 3.944–4.056 bn yuan implied."
)
ON_GDP = (
    "GDP of 2018 was first published as 10 bn yuan (100亿元). From there 11 bn yuan (110亿元) "
    "would be +10.0% at current prices, against a real growth of 6.5%: the two are of different "
    "bases."
)


def test_findings_of_a_made_report(made):
    assert of_years(made.folder) == Findings((*ON_PAIRS, *ON_OUTCOMES, ON_BASES, ON_GDP))


def test_without_pairs_no_sentence_on_them(made):
    made.path("pairs.csv").unlink()
    assert of_years(made.folder).sentences == (*ON_OUTCOMES, ON_BASES, ON_GDP)


def test_without_outcomes_no_sentence_on_them(made):
    made.path("outcomes.csv").unlink()
    assert of_years(made.folder).sentences == (*ON_PAIRS, ON_BASES, ON_GDP)


def test_without_published_figures_no_sentence_on_what_they_say(made):
    made.path("outcomes.csv").unlink()
    fill(made, "../published.csv")
    assert of_years(made.folder).sentences == (
        *ON_PAIRS,
        "2 of 4 growth rates imply a value of 2018. Of 0 that were published too, 0 agree within "
        "rounding.",
    )


def test_what_agrees_is_not_listed(made):
    fill(made, "../published.csv", *BEFORE[2:], *AFTER)
    assert of_years(made.folder).sentences[4:] == (
        "2 of 4 growth rates imply a value of 2018. Of 1 that were published too, 1 agree within "
        "rounding.",
    )


def test_every_miss_and_every_conflict_is_told(made):
    imports = figure("imports", 2018, 60), figure("imports", 2020, 3.5)
    fill(made, "../published.csv", *BEFORE[:2], AFTER[0], *imports)
    found = of_years(made.folder).sentences
    assert found[2:5] == (
        "Published figures of 2020 show 0 targets met and 2 missed, and leave 1 undecided; for 2 "
        "no figure was found. What was found is no sample.",
        ON_OUTCOMES[1],
        "Missed: Imports, 0.35 bn yuan against ≥0.4 bn yuan. It reads the same.",
    )
    assert found[5].endswith(
        "0 agree within rounding; not so: Exports, 5 bn yuan (50亿元) published against "
        "3.944–4.056 bn yuan implied; Imports, 6 bn yuan (60亿元) published against "
        "0.559–0.6918 bn yuan implied."
    )


def test_labels_with_most_pairs_come_first(made):
    rows = (row.replace("same", "scope") for row in PAIRS[1:])
    fill(made, "pairs.csv", PAIRS[0].replace("same", "definition"), *rows)
    sentences = of_years(made.folder).sentences
    assert sentences[0] == (
        "4 of 5 targets for 2020 invite a comparison with a result of 2019; in none are both the "
        "same thing. They differ (scope 3, definition 1) and get no ratio."
    )
    assert not [sentence for sentence in sentences if "of these 0" in sentence]


def test_where_all_pairs_are_the_same_there_are_no_others(made):
    fill(made, "pairs.csv", *PAIRS[:3])
    assert "()" not in of_years(made.folder).sentences[0]


def test_what_conflicts_does_not_lie_within_what_is_told(made):
    # 4.5 / 0.805 to 5.5 / 0.795 is 5.59 to 6.92.
    fill(made, "../published.csv", figure("imports", 2018, 6.95), *AFTER)
    sentence = of_years(made.folder).sentences[4]
    assert "0.695 bn yuan (6.95亿元) published against 0.6–0.7 bn yuan implied" not in sentence
    assert "not so: Imports" in sentence


def test_what_agrees_only_because_it_is_rounded_is_told(made):
    # 5 to 15, where 9.5 to 10.5 would not meet the 5.59 to 6.92 that are implied.
    fill(made, "../published.csv", BEFORE[1], figure("imports", 2018, 10, op="~"), *AFTER)
    assert of_years(made.folder).sentences[4] == (
        "2 of 4 growth rates imply a value of 2018. Of 2 that were published too, 1 agree within "
        "rounding (1 of them only because the source rounds); not so: Exports, 5 bn yuan (50亿元) "
        "published against 3.944–4.056 bn yuan implied."
    )


def test_what_would_agree_as_printed_does_not_agree_only_because_it_is_rounded(made):
    fill(made, "../published.csv", figure("imports", 2018, 6, op="~"), *AFTER)
    assert "only because" not in of_years(made.folder).sentences[4]


def test_gdp_of_one_basis_is_not_said_to_be_of_two(made):
    # 110 is 6.8% more than 103: prices rose by 0.3%.
    fill(made, "../published.csv", figure("gdp", 2018, 103), *AFTER)
    fill(made, "bases.csv", "gdp,全市,2019,one,")
    assert [text for text in of_years(made.folder).sentences if "different bases" in text] == []


def test_a_report_that_implies_nothing_has_no_sentence_on_it(made):
    fill(made, "observations.csv", *RESULTS[:2], *RESULTS[6:], *TARGETS)
    fill(made, "pairs.csv")
    fill(made, "../published.csv", *AFTER)
    assert of_years(made.folder).sentences == ON_OUTCOMES


def test_a_report_with_targets_only(made):
    fill(made, "observations.csv", *TARGETS)
    for table in ("pairs.csv", "outcomes.csv"):
        made.path(table).unlink()
    assert of_years(made.folder) == Findings(
        (
            "No target is paired with a result yet, no published figure is known, and no growth "
            "rate implies a value of the year before.",
        )
    )


# Jinhua


@pytest.fixture(scope="module")
def sentences(jinhua) -> tuple[str, ...]:
    return of_years(jinhua).sentences


def numbers(sentence: str) -> list[float]:
    """Return the numbers of a sentence in their order."""
    found = re.findall(r"(?<![\w.])-?\d[\d,]*(?:\.\d+)?", sentence.replace("−", "-"))
    return [float(number.replace(",", "")) for number in found]


def test_jinhua_findings_are_whole_sentences(sentences):
    assert len(sentences) == 6
    for sentence in sentences:
        assert re.findall(r"[{}]|\bnan\b|None|<NA>|  |\(\)|^\W|[^.]$", sentence) == []


def test_jinhua_pairs_are_counted(jinhua, sentences):
    pairs = pd.read_csv(files.data_dir() / jinhua.name / "pairs.csv")
    labels = pairs["comparability"].value_counts()
    stated = pd.read_csv(files.data_dir() / jinhua.name / "observations.csv")
    promised = (stated["status"] == "target").sum()
    others = [int(labels[label]) for label in re.findall(r"([a-z-]+) \d+[,)]", sentences[0])]
    assert others == sorted(labels.drop("same"), reverse=True)
    # Seven amounts and counts; GDP, the unemployed, the time limit and the poor farmers' income.
    expected = [len(pairs), promised, 2020, 2019, labels["same"], 7, 4, *others]
    assert numbers(sentences[0]) == expected
    # Only the loans, 1000 of 945, lie above; the land is exact, not a floor.
    assert numbers(sentences[1]) == [6, 7, 4]


def test_jinhua_outcomes_are_counted(sentences):
    assert numbers(sentences[2]) == [2020, 5, 1, 7, 77]
    assert sentences[3].startswith(
        "Missed: Gross regional product (GDP), 2.8% against 6–6.5%. Real growth of the same total;"
    )


def test_jinhua_bases_and_gdp(sentences):
    assert numbers(sentences[4]) == [12, 24, 2018, 4, 3, 2, 287, 2870, 271.8, 272.2]
    # 4559.9 / 4100.23 is 1.1121.
    assert numbers(sentences[5]) == [2018, 410.023, 4100.23, 455.99, 4559.9, 11.2, 6.5]
