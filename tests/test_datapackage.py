"""Description of the data: hashes, sizes and the page made from it."""

import csv
import hashlib
import json
import re
from pathlib import Path

import pytest

from jhreport.datapackage import describe, refresh_description
from jhreport.errors import JhreportError, TableError
from jhreport.files import data_dir

SCHEMA = {
    "fields": [
        {"name": "id", "type": "string", "description": "Name.", "constraints": {"required": True}},
        {
            "name": "side",
            "type": "string",
            "description": "Which side.",
            "constraints": {"required": True, "enum": ["left", "right"]},
        },
        {"name": "note", "type": "number", "description": "A number."},
    ],
    "primaryKey": ["id", "side"],
}
PACKAGE = {
    "name": "toy",
    "description": "A toy.",
    "licenses": [{"title": "MIT License"}],
    "resources": [
        {
            "path": "a.csv",
            "title": "First",
            "description": "The first table.",
            "schema": "schemas/rows.json",
            "sources": [{"title": "Here"}, {"title": "There"}],
        },
        {
            "path": "sub/b.csv",
            "title": "Second",
            "description": "第二个表。",
            "schema": "schemas/rows.json",
            "sources": [{"title": "Here"}],
            "bytes": 7,
            "hash": "sha256:old",
        },
        {
            "path": "c.txt",
            "title": "Text",
            "description": "Words.",
            "sources": [{"title": "Nowhere"}],
            "licenses": [{"title": "Public domain"}],
        },
    ],
}
CONTENT = {"a.csv": b"id,side,note\n", "sub/b.csv": b"x" * 1234, "c.txt": "字".encode()}
SHA256 = {name: hashlib.sha256(content).hexdigest() for name, content in CONTENT.items()}
README = f"""\
# Data

A toy. Written from `datapackage.json` by `jhreport fill`; do not edit
this page by hand.

## First

`a.csv`: The first table.

- Source: Here; There
- Licence: MIT License
- 13 bytes, sha256 {SHA256["a.csv"]}

| column | type | meaning |
|---|---|---|
| id | string | Name. |
| side | string | Which side. Allowed: `left`, `right`. |
| note | number, may be empty | A number. |

No two rows agree in `id`, `side`.

## Second

`sub/b.csv`: 第二个表。

- Source: Here
- Licence: MIT License
- 1,234 bytes, sha256 {SHA256["sub/b.csv"]}

Columns as above (`schemas/rows.json`).

## Text

`c.txt`: Words.

- Source: Nowhere
- Licence: Public domain
- 3 bytes, sha256 {SHA256["c.txt"]}
"""


@pytest.fixture
def folder(tmp_path) -> Path:
    for name, content in CONTENT.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "rows.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    (tmp_path / "datapackage.json").write_text(json.dumps(PACKAGE), encoding="utf-8")
    return tmp_path


def test_describe_makes_the_page(folder):
    found = describe(folder)
    assert list(found) == ["datapackage.json", "README.md"]
    assert found["README.md"] == README


def test_describe_fills_in_bytes_and_hashes(folder):
    text = describe(folder)["datapackage.json"]
    filled = [
        resource | {"bytes": len(CONTENT[path]), "hash": f"sha256:{SHA256[path]}"}
        for resource in PACKAGE["resources"]
        for path in [resource["path"]]
    ]
    assert json.loads(text) == PACKAGE | {"resources": filled}
    assert text.startswith('{\n  "name": "toy",\n') is True
    assert text.endswith("]\n}\n") is True
    assert text.count("第二个表。") == 1


def test_describe_writes_nothing(folder):
    before = (folder / "datapackage.json").read_bytes()
    describe(folder)
    assert (folder / "datapackage.json").read_bytes() == before
    assert (folder / "README.md").exists() is False


def test_describe_leaves_out_hidden_files_and_schemas(folder):
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "sub" / ".gitkeep").write_bytes(b"")
    (folder / "schemas" / "more.json").write_text("{}", encoding="utf-8")
    assert describe(folder)["README.md"] == README


def test_a_file_that_is_not_described_is_named(folder):
    (folder / "sub" / "new.csv").write_bytes(b"x")
    (folder / "also.csv").write_bytes(b"x")
    message = (
        r"datapackage\.json and the folder differ\. Not described: also\.csv, sub/new\.csv\. "
        r"Described, but missing: none\. Correct the resources there\.$"
    )
    with pytest.raises(TableError, match=message):
        describe(folder)


def test_a_described_file_that_is_missing_is_named(folder):
    (folder / "sub" / "b.csv").unlink()
    message = r"Not described: none\. Described, but missing: sub/b\.csv\. Correct"
    with pytest.raises(TableError, match=message):
        describe(folder)


def break_off(folder: Path) -> None:
    (folder / "datapackage.json").write_text('{"name": ', encoding="utf-8")


def remove_schema(folder: Path) -> None:
    (folder / "schemas" / "rows.json").unlink()


@pytest.mark.parametrize("spoil", [break_off, remove_schema])
def test_a_description_that_cannot_be_read_is_an_error_of_the_package(folder, spoil):
    spoil(folder)
    with pytest.raises(JhreportError, match=r"datapackage\.json|rows\.json"):
        describe(folder)


def test_refresh_writes_both_files_and_says_whether_it_did(folder):
    assert refresh_description(folder) is True
    assert (folder / "README.md").read_text(encoding="utf-8") == README
    assert refresh_description(folder) is False
    (folder / "c.txt").write_bytes(b"four")
    assert refresh_description(folder) is True
    page = (folder / "README.md").read_text(encoding="utf-8")
    assert f"- 4 bytes, sha256 {hashlib.sha256(b'four').hexdigest()}" in page


def test_refresh_writes_nothing_where_a_file_is_not_described(folder):
    (folder / "new.csv").write_bytes(b"x")
    before = (folder / "datapackage.json").read_bytes()
    with pytest.raises(TableError, match=r"Not described: new\.csv\."):
        refresh_description(folder)
    assert (folder / "datapackage.json").read_bytes() == before
    assert (folder / "README.md").exists() is False


# the data of the project


@pytest.fixture(scope="module")
def resources() -> list[dict]:
    text = (data_dir() / "datapackage.json").read_text(encoding="utf-8")
    return json.loads(text)["resources"]


def test_the_description_on_disk_is_the_one_that_would_be_written():
    for name, text in describe(data_dir()).items():
        assert (data_dir() / name).read_text(encoding="utf-8") == text


def test_hashes_and_sizes_are_those_of_the_files(resources):
    for resource in resources:
        content = (data_dir() / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)


def test_every_resource_has_source_and_a_name_of_its_own(resources):
    names = [resource["name"] for resource in resources]
    assert sorted(set(names)) == sorted(names)
    assert [r["name"] for r in resources if not r["sources"][0]["title"].strip()] == []


def test_schemas_list_the_columns_of_their_files_in_order(resources):
    tables = [resource for resource in resources if "schema" in resource]
    assert [r["name"] for r in resources if r["path"].endswith(".csv")] == [
        r["name"] for r in tables
    ]
    for resource in tables:
        schema = json.loads((data_dir() / resource["schema"]).read_text(encoding="utf-8"))
        with (data_dir() / resource["path"]).open(encoding="utf-8", newline="") as stream:
            header = next(csv.reader(stream))
        fields = [f["name"] for f in schema["fields"] if f["name"] in header or "optional" not in f]
        assert fields == header
        assert set(schema["primaryKey"]) - set(header) == set()
        assert [f["name"] for f in schema["fields"] if not f["description"].strip()] == []


def test_every_schema_is_used(resources):
    present = {f"schemas/{path.name}" for path in (data_dir() / "schemas").iterdir()}
    package = json.loads((data_dir() / "datapackage.json").read_text(encoding="utf-8"))
    described = [*resources, *package["reportFiles"]]
    assert {resource["schema"] for resource in described if "schema" in resource} == present


def test_own_indicators_have_the_columns_of_the_shared_ones_some_of_them_empty():
    shared, own = (
        json.loads((data_dir() / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("indicators", "report_indicators")
    )
    for field, other in zip(shared["fields"], own["fields"], strict=True):
        assert (field["name"], field["type"]) == (other["name"], other["type"])
        limits, loose = (f.get("constraints", {}) for f in (field, other))
        assert loose.items() <= limits.items() or field["name"] == "theme"
        if field["name"] == "theme":
            assert loose["enum"] == [*limits["enum"], "other"]


def test_files_of_a_report_are_described_by_themselves(tmp_path):
    (tmp_path / "schemas").mkdir()
    (tmp_path / "toy-2021").mkdir()
    (tmp_path / "toy-2021" / "report.toml").write_text("", encoding="utf-8")
    template = {"path": "report.toml", "title": "metadata", "description": "Known.", "sources": []}
    package = PACKAGE | {"resources": [], "reportFiles": [template]}
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    described = json.loads(describe(tmp_path)["datapackage.json"])["resources"]
    assert [(r["name"], r["path"], r["title"], r["bytes"]) for r in described] == [
        ("toy-2021-report", "toy-2021/report.toml", "toy-2021: metadata", 0)
    ]
    (tmp_path / "toy-2021" / "notes.txt").write_text("", encoding="utf-8")
    with pytest.raises(TableError, match=r"Not described: toy-2021/notes\.txt"):
        describe(tmp_path)


def test_the_page_has_one_table_a_schema(resources):
    page = (data_dir() / "README.md").read_text(encoding="utf-8")
    assert page.count("| column | type | meaning |") == len(
        {resource["schema"] for resource in resources if "schema" in resource}
    )
    assert re.findall("(?m)^## (.+)$", page) == [resource["title"] for resource in resources]


def test_files_of_a_folder_that_is_gone_are_described_no_more(tmp_path):
    (tmp_path / "schemas").mkdir()
    gone = {"path": "toy-2021/report.toml", "title": "t", "description": "d", "sources": []}
    package = PACKAGE | {"resources": [gone]}
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    assert json.loads(describe(tmp_path)["datapackage.json"])["resources"] == []
    (tmp_path / "toy-2021").mkdir()
    with pytest.raises(TableError, match=r"Described, but missing: toy-2021/report\.toml"):
        describe(tmp_path)
