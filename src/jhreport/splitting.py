"""Split the text of a report into chapters, sections, paragraphs and sentences.

Headings are told from prose by their form; a paragraph that breaks off in the middle of a sentence
goes on in the next line.
"""

import re

import pandas as pd

CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}、\s*(?P<title>\S.*)")
SECTION = re.compile(r"（[一二三四五六七八九十]{1,3}）\s*(?P<title>\S.*)")
HEADING_CHARS = 60
SENTENCE = re.compile(r"[^。！？]*+[。！？]++[”’）」』》]*+|[^。！？]++")
LOOKS_BACK = re.compile("回顾|总结")
PARAGRAPH_ENDS = frozenset("。！？：；…”’）」』》")
_PLACE = ["chapter", "section"]
_COLUMNS = {
    "chapters": ["chapter", "part", "title", "start", "end", "chars"],
    "sections": [*_PLACE, "title", "start", "end", "chars"],
    "paragraphs": [*_PLACE, "paragraph", "lead", "start", "end", "chars", "broken"],
    "sentences": [*_PLACE, "paragraph", "sentence", "start", "end", "text"],
}


def tidy(text: str) -> str:
    r"""Remove the white space that printing left in Chinese text.

    A line break or a run of spaces stays, as one space, only between two ASCII characters.

    Examples
    --------
    >>> tidy("新增停车泊位 2.1 万余个。建设境外\n\n经贸合作区，Belt and Road")
    '新增停车泊位2.1万余个。建设境外经贸合作区，Belt and Road'
    """

    def close(gap: re.Match[str]) -> str:
        left, right = text[gap.start() - 1 : gap.start()], text[gap.end() : gap.end() + 1]
        return " " if left and right and (left + right).isascii() and right != "%" else ""

    return re.sub(r"\s+", close, text)


def split_text(text: str) -> dict[str, pd.DataFrame]:
    """Split a text into the tables of `Report`.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``chapters``, ``sections``, ``paragraphs`` and ``sentences``, whose columns are told there,
        and ``marks``: where chapters and sections start.
    """
    headings, paragraphs = _blocks(text)
    marks = pd.DataFrame(headings).assign(end=[*(row["start"] for row in headings[1:]), len(text)])
    chapters = marks[marks["section"] == 0]
    chapters = chapters.assign(
        end=[*chapters["start"].iloc[1:], len(text)], part=_parts(list(chapters["title"]))
    )
    filled = {(row["chapter"], row["section"]) for row in paragraphs}
    divided = {row["chapter"] for row in headings if row["section"]}
    keys = zip(marks["chapter"], marks["section"], strict=True)
    sections = marks[[key in filled or key[1] > 0 or key[0] not in divided for key in keys]]
    # A section begins with its chapter where nothing stands between their headings.
    sections = sections.assign(start=[0, *sections["end"].iloc[:-1]])
    covered = set(zip(sections["chapter"], sections["section"], strict=True))
    bare = [key not in covered for key in zip(marks["chapter"], marks["section"], strict=True)]
    marks.loc[bare, "section"] = 1
    sentences, leads = [], {}
    for block in sorted([*headings[1:], *paragraphs], key=lambda row: row["start"]):
        for start, end in _sentences(text, block):
            row = block | {"start": start, "end": end, "text": tidy(text[start:end])}
            sentences.append(row | {"sentence": len(sentences) + 1})
            leads.setdefault(block["paragraph"], row["text"])
    paragraphs = [row | {"lead": leads[row["paragraph"]]} for row in paragraphs]
    tables = {"chapters": chapters, "sections": sections}
    for name, rows in (("paragraphs", paragraphs), ("sentences", sentences)):
        tables[name] = pd.DataFrame(rows, columns=_COLUMNS[name])
    for name, table in tables.items():
        spans = zip(table["start"], table["end"], strict=True)
        chars = [len("".join(text[start:end].split())) for start, end in spans]
        tables[name] = table.assign(chars=chars)[_COLUMNS[name]].reset_index(drop=True)
    return tables | {"marks": marks}


def _parts(titles: list[str]) -> list[str]:
    """Tell the review from the plan by the last chapter whose title looks back."""
    back = [i for i, title in enumerate(titles) if LOOKS_BACK.search(title)]
    if not back:
        return [""] * len(titles)
    return [
        "opening" if i == 0 else "review" if i <= back[-1] else "plan" for i in range(len(titles))
    ]


def block_starts(text: str) -> set[int]:
    """Return the offsets at which the headings and paragraphs of a text start."""
    headings, paragraphs = _blocks(text)
    return {block["start"] for block in (*headings[1:], *paragraphs)}


def _blocks(text: str) -> tuple[list[dict], list[dict]]:
    """Return the headings, with an empty one for the opening, and the paragraphs, in order."""
    headings = [{"chapter": 0, "section": 0, "title": "", "start": 0, "end": 0, "paragraph": 0}]
    paragraphs: list[dict] = []
    open_ended = False  # whether the next line goes on with the last paragraph
    for match in re.finditer(r"\S[^\r\n]*", text):
        line, start = match[0].rstrip(), match.start()
        span = {"start": start, "end": start + len(line)}
        chapter, section = headings[-1]["chapter"], headings[-1]["section"]
        short = len(line) < HEADING_CHARS and "。" not in line[:-1]
        unended = line[-1] not in PARAGRAPH_ENDS
        if short and line[-1] != "。" and (heading := CHAPTER.fullmatch(line)):
            chapter, section = chapter + 1, 0
        elif short and (heading := SECTION.fullmatch(line)):
            section += 1
        elif open_ended:
            paragraphs[-1] |= {"end": span["end"], "broken": True}
            open_ended = unended
            continue
        else:
            row = {"chapter": chapter, "section": section, "paragraph": len(paragraphs) + 1}
            paragraphs.append(row | span | {"broken": False})
            open_ended = unended and not short
            continue
        title = tidy(heading["title"].removesuffix("。"))
        place = {"chapter": chapter, "section": section, "paragraph": 0}
        headings.append(place | span | {"title": title})
        open_ended = False
    return headings, paragraphs


def _sentences(text: str, block: dict) -> list[tuple[int, int]]:
    """Return the offsets of the sentences of a paragraph; a heading is one."""
    if block["paragraph"] == 0:
        return [(block["start"], block["end"])]
    found = SENTENCE.finditer(text, block["start"], block["end"])
    spans = [(match.start(), match.end(), match[0]) for match in found if match[0].strip()]
    return [(end - len(raw.lstrip()), start + len(raw.rstrip())) for start, end, raw in spans]
