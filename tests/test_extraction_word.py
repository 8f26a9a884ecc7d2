"""Word files: paragraphs in order, and what stands beside them."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.parser import parse_xml

from jhreport.extraction import Extract, extract_text
from jhreport.extraction import word as word_module
from jhreport.report import load_report

LEAD = "现在，我代表市人民政府向大会报告工作，请予审议。"
PLAN = "今年，地区生产总值增长6.5%，财政收入增长５％，新增就业2.1 万人。"
END = "各位代表，让我们团结奋斗，为夺取新的更大胜利而努力！谢谢大家。"
PARAGRAPHS = ["各位代表：", LEAD, "一、回顾", PLAN, END]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TEXT = "".join(f"{paragraph}\n" for paragraph in PARAGRAPHS)


def told(extract: Extract) -> dict[str, tuple[str, ...]]:
    """Return what was left out, by kind."""
    return {dropped.kind: dropped.texts for dropped in extract.dropped}


def saved(document, path: Path) -> Path:
    document.save(path)
    return path


def word(path: Path, paragraphs: list[str] = PARAGRAPHS) -> Path:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document, path)


def test_paragraphs_of_word_are_lines(tmp_path):
    path = word(tmp_path / "a.docx", ["　　各位代表： ", "", LEAD, "甲 \n　乙\t丙５"])
    assert extract_text(path) == Extract(f"各位代表：\n{LEAD}\n甲\n乙\t丙５\n")


def test_a_word_file_is_told_from_its_content(tmp_path):
    assert extract_text(word(tmp_path / "a.txt")).text == TEXT


def test_tables_of_word_stay_in_order(tmp_path):
    document = Document()
    document.add_paragraph(LEAD)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip((c for row in table.rows for c in row.cells), "甲乙丙丁", strict=True):
        cell.text = text
    document.add_paragraph(END)
    path = saved(document, tmp_path / "a.docx")
    assert extract_text(path).text == f"{LEAD}\n甲\n乙\n丙\n丁\n{END}\n"


def test_headers_and_footers_of_word_are_left_out_and_told(tmp_path):
    document = Document()
    document.add_paragraph(LEAD)
    section = document.sections[0]
    section.header.paragraphs[0].text = "政府工作报告"
    section.footer.paragraphs[0].text = "— 3 —"
    section.different_first_page_header_footer = True
    section.first_page_footer.paragraphs[0].text = "— 1 —"
    extract = extract_text(saved(document, tmp_path / "a.docx"))
    assert extract.text == f"{LEAD}\n"
    kinds = {kind: sorted(texts) for kind, texts in told(extract).items()}
    assert kinds == {"footer": ["— 1 —", "— 3 —"], "header": ["政府工作报告"]}


def test_footnotes_of_word_are_left_out_and_told(tmp_path):
    document = Document()
    document.add_paragraph(LEAD)
    note = f"<w:footnotes {W}><w:footnote><w:p><w:r><w:t>按可比价格</w:t></w:r></w:p></w:footnote>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    content = f"{note}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), kind, content, document.part.package)
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    document.part.relate_to(part, relation)
    document.add_comment(document.paragraphs[0].runs, "核对", "甲")
    extract = extract_text(saved(document, tmp_path / "a.docx"))
    assert extract.text == f"{LEAD}\n"
    assert told(extract) == {"footnote": ("按可比价格",), "comment": ("核对",)}


def test_insertions_links_and_controls_of_word_are_read_and_deletions_are_not(tmp_path):
    runs = "<w:r><w:t>{}</w:t></w:r>"
    xml = (
        f"<w:p {W}><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:ins>{runs.format('增长')}</w:ins>"
        f"<w:del><w:r><w:delText>下降</w:delText></w:r></w:del><w:moveFrom>{runs.format('移')}"
        f"</w:moveFrom><w:sdt><w:sdtContent>{runs.format('6.5')}</w:sdtContent></w:sdt>"
        f"<w:r><w:noBreakHyphen/><w:instrText>PAGE</w:instrText></w:r>{runs.format('7%。')}</w:p>"
    )
    inner = f"<w:sdt {W}><w:sdtContent><w:p>{runs.format(LEAD)}</w:p></w:sdtContent></w:sdt>"
    document = Document()
    for piece in (xml, inner):
        document.element.body.insert(0, parse_xml(piece))
    assert extract_text(saved(document, tmp_path / "a.docx")) == Extract(f"{LEAD}\n增长6.5-7%。\n")


def test_text_boxes_and_the_table_of_contents_of_word_are_left_out_and_told(tmp_path):
    document = Document()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("一、回顾\t1", style="toc 1")
    run = document.add_paragraph(LEAD).add_run()
    picture = OxmlElement("w:pict")
    box = f"<w:txbxContent {W}><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
    picture.append(parse_xml(box))
    run._r.append(picture)
    extract = extract_text(saved(document, tmp_path / "a.docx"))
    assert extract.text == f"{LEAD}\n"
    assert told(extract) == {"table of contents": ("一、回顾\t1",), "text box": ("框内",)}


def test_numbers_that_word_sets_are_told(tmp_path):
    document = Document()
    document.add_paragraph(f"{LEAD}回顾", style="List Number")
    direct = document.add_paragraph("目标")
    direct._p.get_or_add_pPr().get_or_add_numPr()
    document.add_paragraph(END)
    extract = extract_text(saved(document, tmp_path / "a.docx"))
    assert extract.text == f"{LEAD}回顾\n目标\n{END}\n"
    assert told(extract) == {"number set by Word": (f"before {LEAD[:20]}", "before 目标")}


@pytest.mark.parametrize(
    ("names", "listed"),
    [(["OFD.xml", "Doc_0/a.xml", "b", "c"], "OFD.xml, Doc_0/a.xml, b, no Word"), ([], "nothing")],
)
def test_a_zip_that_is_no_word_file(save, refusal, tmp_path, names, listed):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    message = refusal(save("report.docx", stream.getvalue()))
    assert message.startswith(f"{tmp_path / 'report.docx'}: a zip file with {listed}")
    assert "save the report as .docx" in message


def test_a_damaged_word_file(save, refusal, tmp_path):
    content = word(tmp_path / "a.docx").read_bytes()
    for damaged in (content[:-500], content[:200] + bytes(200) + content[400:]):
        assert "damaged Word file (.docx) (" in refusal(save("b.docx", damaged))


def test_a_word_file_whose_document_is_none(save, refusal):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "x")
    message = refusal(save("report.docx", stream.getvalue()))
    assert re.search(r"damaged Word file \(\.docx\) \(.+\)\. Fetch it again, or open it", message)


def test_a_word_file_without_text(tmp_path, refusal):
    assert "there is no text in it" in refusal(word(tmp_path / "a.docx", []))


def test_a_word_file_that_unpacks_to_more_than_the_limit(tmp_path, refusal, monkeypatch):
    path = word(tmp_path / "a.docx", ["各" * 60_000])
    with zipfile.ZipFile(path) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    assert path.stat().st_size < size / 2
    monkeypatch.setattr(word_module, "LARGEST_UNPACKED", size)
    assert len(extract_text(path).text) == 60_001
    monkeypatch.setattr(word_module, "LARGEST_UNPACKED", size - 1)
    assert "MB when unpacked. Allowed: " in refusal(path)


def test_a_zip_bomb_is_refused_without_being_unpacked(save, refusal):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(51_000_000))
    assert "51.0 MB when unpacked. Allowed: 50 MB." in refusal(save("a.docx", stream.getvalue()))


def test_a_real_report_as_word(tmp_path):
    lines = load_report("jinhua-2020").text.splitlines()
    paragraphs = [line.strip() for line in lines if line.strip()]
    assert extract_text(word(tmp_path / "a.docx", paragraphs)).text.splitlines() == paragraphs
