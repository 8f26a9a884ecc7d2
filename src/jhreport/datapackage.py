"""The description of the data: ``datapackage.json``, and ``data/README.md`` made from it."""

import hashlib
import json
from pathlib import Path

from jhreport import files
from jhreport.errors import TableError
from jhreport.report import Report
from jhreport.tables import read_json

_DESCRIPTION = "datapackage.json"
_SHARED = {"indicators.csv", "published.csv", "lexicon/glosses.csv"}
"""Tables of all reports without which those of one cannot be read."""


def refresh_description(folder: Path) -> bool:
    """Bring hashes and sizes in ``datapackage.json`` up to date and write ``README.md`` from it.

    Parameters
    ----------
    folder : Path
        The folder of the data.

    Returns
    -------
    bool
        Whether a file was changed.

    Raises
    ------
    TableError
        If a file of the folder is not described, or a described one is missing.
    """
    return any(
        [files.write_whole(folder / name, text.encode()) for name, text in describe(folder).items()]
    )


def describe(folder: Path) -> dict[str, str]:
    """Return what ``datapackage.json`` and ``README.md`` of a data folder have to hold.

    Files of a report that are not described yet are, from the templates under ``reportFiles``;
    those of a folder that is gone are left out.

    Raises
    ------
    TableError
        If a file of the folder is not described, or a described one is missing.
    """
    package = read_json(folder / _DESCRIPTION)
    own = {_DESCRIPTION, "README.md"}
    present = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
        and path.parent.name != "schemas"
        # Hidden files and folders are leftovers of a run that was killed.
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    } - own
    package["resources"] = [
        resource for resource in package["resources"] if (folder / resource["path"]).parent.is_dir()
    ]
    described = {resource["path"] for resource in package["resources"]}
    reports = {path.rpartition("/")[0] for path in present if path.endswith("/report.toml")}
    templates = {template["path"]: template for template in package.get("reportFiles", [])}
    added = [
        _of_report(folder, templates[name])
        for folder, _, name in (path.rpartition("/") for path in sorted(present - described))
        if folder in reports and name in templates
    ]
    package["resources"] += added
    described |= {resource["path"] for resource in added}
    if described != present:
        unknown = ", ".join(sorted(present - described)) or "none"
        missing = ", ".join(sorted(described - present)) or "none"
        raise TableError(
            f"{folder / _DESCRIPTION} and the folder differ. Not described: {unknown}. "
            f"Described, but missing: {missing}. Correct the resources there."
        )
    for resource in package["resources"]:
        resource |= _measured((folder / resource["path"]).read_bytes())
    return {_DESCRIPTION: _written(package), "README.md": _readme(package, folder)}


def report_package(report: Report) -> dict[str, bytes]:
    """Return the tables of a report with those that all reports share, described as a package.

    Parameters
    ----------
    report : Report
        A report; a bare text has the shared tables only.

    Returns
    -------
    dict of str to bytes
        Contents by path: the files, their schemas, and ``datapackage.json`` with the sizes and
        hashes of just these. Files that the description of the data knows nothing of are left out.
    """
    data = files.data_dir()
    package = read_json(data / _DESCRIPTION)
    shared = [one for one in package["resources"] if one["path"] in _SHARED]
    sources = {one["path"]: data / one["path"] for one in shared}
    folder = report.folder.resolve().name if report.folder else ""
    own = [
        _of_report(folder, template)
        for template in package.pop("reportFiles", [])
        if report.folder and (report.folder / template["path"]).is_file()
    ]
    sources |= {one["path"]: report.folder / Path(one["path"]).name for one in own}
    described = {one["path"]: one for one in package["resources"]}
    # A description written for this report says more than the template.
    package["resources"] = [*(described.get(one["path"], one) for one in own), *shared]
    contents = {name: path.read_bytes() for name, path in sources.items()}
    for resource in package["resources"]:
        resource |= _measured(contents[resource["path"]])
        if schema := resource.get("schema"):
            contents[schema] = (data / schema).read_bytes()
    return contents | {_DESCRIPTION: _written(package).encode()}


def _measured(content: bytes) -> dict[str, int | str]:
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _written(package: dict) -> str:
    return f"{json.dumps(package, ensure_ascii=False, indent=2)}\n"


def _of_report(folder: str, template: dict) -> dict:
    """Return the resource of a file of a report that is not described yet."""
    return {
        **template,
        "name": f"{folder}-{Path(template['path']).stem}",
        "path": f"{folder}/{template['path']}",
        "title": f"{folder}: {template['title']}",
    }


def _readme(package: dict, folder: Path) -> str:
    lines = [
        "# Data",
        "",
        f"{package['description']} Written from `datapackage.json` by `jhreport fill`; do not edit",
        "this page by hand.",
    ]
    shown_schemas: set[str] = set()
    for resource in package["resources"]:
        licences = resource.get("licenses", package["licenses"])
        lines += [
            "",
            f"## {resource['title']}",
            "",
            f"`{resource['path']}`: {resource['description']}",
            "",
            f"- Source: {'; '.join(source['title'] for source in resource['sources'])}",
            f"- Licence: {'; '.join(licence['title'] for licence in licences)}",
            f"- {resource['bytes']:,} bytes, {resource['hash'].replace(':', ' ')}",
        ]
        schema = resource.get("schema")
        if schema and schema not in shown_schemas:
            lines += ["", *_columns(read_json(folder / schema))]
        elif schema:
            lines += ["", f"Columns as above (`{schema}`)."]
        shown_schemas.add(schema)
    return "\n".join(lines) + "\n"


def _columns(schema: dict) -> list[str]:
    lines = ["| column | type | meaning |", "|---|---|---|"]
    for field in schema["fields"]:
        limits = field.get("constraints", {})
        allowed = (
            f" Allowed: {', '.join(f'`{v}`' for v in limits['enum'])}." if "enum" in limits else ""
        )
        empty = "" if limits.get("required") else ", may be empty"
        lines.append(
            f"| {field['name']} | {field['type']}{empty} | {field['description']}{allowed} |"
        )
    key = ", ".join(f"`{name}`" for name in schema["primaryKey"])
    return [*lines, "", f"No two rows agree in {key}."]
