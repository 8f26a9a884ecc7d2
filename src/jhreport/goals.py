"""Find the targets without a number in the paragraph that sets the goals."""

import re
from collections.abc import Iterator

from jhreport.report import Report

_GOALS = re.compile(r"预期目标|主要目标")
_IN_WORDS = re.compile(
    r"(?:[与和]经济(?:增长|发展)(?:基本)?同步|(?:稳步|持续|不断|进一步)(?:提高|提升|下降|改善|增加|扩大|降低)"
    r"|(?:保持基本|基本|保持)(?:稳定|平衡|同步)|完成[^，；。\d]{2,12}任务|稳中[提有向][质进升好]|保稳提质|量稳质升|回稳向好)$"
)


def find_goals_in_words(report: Report) -> Iterator[tuple[int, int, str]]:
    """Yield offsets and subject of each goal that is set in words.

    A sentence that speaks of the year's expected or main goals (预期目标, 主要目标), outside the
    review, is looked at clause by clause.

    Examples
    --------
    >>> toy = Report("toy", "主要预期目标是：出口增长3%，进口稳步提高，国际收支基本平衡。")
    >>> [(toy.text[a:b], subject) for a, b, subject in find_goals_in_words(toy)]
    [('稳步提高', '进口'), ('基本平衡', '国际收支')]
    """
    sentences = report.sentences
    for sentence, part in zip(
        sentences.itertuples(), report.place_all(sentences["start"])["part"], strict=True
    ):
        if part == "review" or not _GOALS.search(sentence.text):
            continue
        for clause in re.finditer(r"[^，；：。]+", report.text[sentence.start : sentence.end]):
            said = _IN_WORDS.search(clause[0].rstrip())
            if said:
                start = sentence.start + clause.start() + said.start()
                yield start, start + len(said[0]), clause[0][: said.start()].strip()
