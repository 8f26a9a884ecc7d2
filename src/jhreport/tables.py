"""Read a CSV file and check every cell against its schema.

The schemas are the Frictionless table schemas of ``data/schemas/``: the one place where columns,
types and allowed values are written down.
"""

import csv
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from jhreport import files
from jhreport.errors import TableError

if TYPE_CHECKING:
    import pandera.pandas as pa

_DTYPES = {"string": "string", "integer": "Int64", "number": "Float64"}
_MAX_PROBLEMS = 40


def read_table(path: Path, schema: str) -> pd.DataFrame:
    """Read a CSV file and check it against one of the schemas of ``data/schemas/``.

    Parameters
    ----------
    path : Path
        The file, in UTF-8, with a header row.
    schema : str
        Name of the schema: ``"indicators"``, ``"observations"``, ``"glosses"`` ...

    Raises
    ------
    TableError
        If the file cannot be read, or with every violation: row, column, value, what is allowed.
    """
    definition = _definition(schema)
    columns = [field["name"] for field in definition["fields"]]
    raw = read_cells(path, schema).replace("", pd.NA).reindex(columns=columns).astype("string")
    table, problems = _convert(raw, definition)
    told = {(row, column) for row, column, _ in problems}
    fields = {field["name"]: field for field in definition["fields"]}
    problems += [
        (row, column, _explain(raw.at[row, column], fields[column]))
        for row, column in _violations(table, definition)
        if (row, column) not in told
    ]
    refuse(path, problems)
    key = definition["primaryKey"]
    repeated = table.index[table.duplicated(key, keep="first")]
    refuse(
        path,
        [
            (i, ", ".join(key), f"repeats an earlier row: {_key(table.loc[i, key])}")
            for i in repeated
        ],
    )
    return table


def empty_table(schema: str) -> pd.DataFrame:
    """Return a table without rows, with the columns and types of a schema."""
    fields = _definition(schema)["fields"]
    return pd.DataFrame({f["name"]: pd.Series(dtype=_DTYPES[f["type"]]) for f in fields})


def read_cells(path: Path, schema: str) -> pd.DataFrame:
    """Read a CSV file with the columns of a schema, every cell as text, empty ones as "".

    A column that the schema calls optional may be left out, and is then left out here too.

    Raises
    ------
    TableError
        If the file cannot be read, its columns are not those of the schema, or a row has too few
        or too many cells.
    """
    fields = _definition(schema)["fields"]
    columns = [field["name"] for field in fields]
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            header, *rows = csv.reader(stream, strict=True)
    except FileNotFoundError:
        raise TableError(f"No {path.name} in {path.parent}.") from None
    except UnicodeDecodeError as error:
        raise TableError(f"{path} is not UTF-8 (byte {error.start}). Save it as UTF-8.") from None
    except (OSError, csv.Error) as error:
        raise TableError(f"Could not read {path}: {error}.") from None
    except ValueError:
        raise TableError(f"{path} is empty. Its first row is: {','.join(columns)}") from None
    left_out = {field["name"] for field in fields if field.get("optional")} - set(header)
    needed = [name for name in columns if name not in left_out]
    if header != needed:
        wrong = [f"{name!r} is missing" for name in needed if name not in header]
        wrong += [f"{name!r} is not known" for name in header if name not in columns]
        raise TableError(
            f"{path}: wrong columns: {'; '.join(wrong) or 'their order differs'}. "
            f"Allowed: {','.join(columns)}"
        )
    refuse(
        path,
        [
            (i, "", f"has {len(row)} cells instead of {len(header)}" if row else "is blank")
            for i, row in enumerate(rows)
            if len(row) != len(header)
        ],
    )
    return pd.DataFrame(rows, columns=header, dtype="string")


def _convert(
    raw: pd.DataFrame, definition: dict
) -> tuple[pd.DataFrame, list[tuple[int, str, str]]]:
    """Turn the cells of number columns into numbers; what is none becomes missing and is told."""
    table, problems = raw.copy(), []
    for field in definition["fields"]:
        name = field["name"]
        if field["type"] == "string":
            continue
        numbers = pd.to_numeric(raw[name], errors="coerce").astype("Float64")
        wrong = raw[name].notna() & ~numbers.abs().lt(float("inf")).fillna(False)
        if field["type"] == "integer":
            wrong |= (numbers % 1 != 0).fillna(False)
        problems += [(i, name, _explain(raw.at[i, name], field)) for i in raw.index[wrong]]
        table[name] = numbers.mask(wrong).astype(_DTYPES[field["type"]])
    return table, problems


def _violations(table: pd.DataFrame, definition: dict) -> list[tuple[int, str]]:
    """Return row and column of each cell that breaks the constraints of its column."""
    import pandera.pandas as pa  # slow to import, and only needed here

    try:
        _pandera_schema(definition).validate(table, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases.drop_duplicates(["column", "index"])
        return [(int(i), name) for i, name in zip(cases["index"], cases["column"], strict=True)]
    return []


def _pandera_schema(definition: dict) -> "pa.DataFrameSchema":
    import pandera.pandas as pa

    columns = {}
    for field in definition["fields"]:
        limits = field.get("constraints", {})
        checks = []
        if "enum" in limits:
            checks.append(pa.Check.isin(limits["enum"]))
        if "pattern" in limits:
            checks.append(pa.Check.str_matches(f"^(?:{limits['pattern']})$"))
        if "minimum" in limits:
            checks.append(pa.Check.ge(limits["minimum"]))
        if "maximum" in limits:
            checks.append(pa.Check.le(limits["maximum"]))
        columns[field["name"]] = pa.Column(
            _DTYPES[field["type"]],
            checks,
            nullable=not limits.get("required", False),
            unique=limits.get("unique", False),
        )
    return pa.DataFrameSchema(columns, strict=True)


def _explain(value: object, field: dict) -> str:
    limits = field.get("constraints", {})
    allowed = []
    if field["type"] != "string":
        allowed.append({"integer": "a whole number", "number": "a number"}[field["type"]])
    if "enum" in limits:
        allowed.append("one of " + " ".join(limits["enum"]))
    if "pattern" in limits:
        allowed.append(f"the pattern {limits['pattern']}")
    if "minimum" in limits:
        allowed.append(f"at least {limits['minimum']}")
    if "maximum" in limits:
        allowed.append(f"at most {limits['maximum']}")
    if limits.get("unique"):
        allowed.append("each value once")
    if not limits.get("required"):
        allowed.append("or empty")
    return f"{shown(value)}. Allowed: {', '.join(allowed) or 'any text, but not empty'}"


def refuse(path: Path, problems: list[tuple[int, str, str]]) -> None:
    """Raise a `TableError` that lists row, column and what is wrong, if anything is."""
    if not problems:
        return
    lines = [
        f"{path.name}, line {row + 2}{f', column {column}' if column else ''}: {what}"
        for row, column, what in sorted(problems)
    ]
    if len(lines) > _MAX_PROBLEMS:
        lines[_MAX_PROBLEMS:] = [f"... and {len(lines) - _MAX_PROBLEMS} more"]
    raise TableError("\n".join(lines))


def shown(value: object) -> str:
    """Return a cell as an error message shows it."""
    if pd.isna(value):
        return "empty"
    return repr(value) if isinstance(value, str) else str(value)


def _key(row: pd.Series) -> str:
    return ", ".join(str(value) for value in row)


@cache
def _definition(schema: str) -> dict:
    path = files.data_dir() / "schemas" / f"{schema}.json"
    return read_json(path)


def read_json(path: Path) -> dict:
    """Read a JSON file of the data folder.

    Raises
    ------
    TableError
        If the file is missing or no JSON.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TableError(f"{path} cannot be read as JSON: {error}. Restore it.") from error
