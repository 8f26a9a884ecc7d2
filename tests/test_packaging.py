"""What the project is installed from: lock, environment, wheel, and what importing costs."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from jhreport.files import checkout_dir

ROOT = checkout_dir()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8"))
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
NAMED = {"jupyterlab", "pandas", "matplotlib", "seaborn", "jieba", "wordcloud", "nbval"}


def requirements() -> list[Requirement]:
    project = PROJECT["project"]
    extras = [line for extra in project["optional-dependencies"].values() for line in extra]
    return [Requirement(line) for line in [*project["dependencies"], *extras]]


def locked() -> dict[str, list[str]]:
    versions: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", LOCK, flags=re.M):
        versions.setdefault(name, []).append(version)
    return versions


def test_the_lock_satisfies_pyproject():
    versions = locked()
    for requirement in requirements():
        found = versions.get(requirement.name, [])
        assert found, f"{requirement.name} is not locked"
        for version in found:
            assert version in requirement.specifier, f"{requirement} is locked at {version}"


def test_the_lock_is_hashed_and_names_no_host():
    for block in re.split(r"\n(?=[a-z0-9])", LOCK.strip()):
        assert "--hash=sha256:" in block, block.splitlines()[0]
    assert re.findall(r"https?://|--index-url|--find-links|file:", LOCK) == []


def test_the_packages_that_the_readme_names_first_are_required():
    assert {r.name for r in requirements()} & NAMED == NAMED


def test_environment_yml_is_thin_and_agrees_with_pyproject():
    python, *rest = ENVIRONMENT["dependencies"]
    assert rest == ["pip", {"pip": ["-r requirements.lock"]}]
    assert python == f"python{PROJECT['project']['requires-python']}"


def test_the_workflow_runs_pythons_that_pyproject_allows():
    versions = WORKFLOW["jobs"]["test"]["strategy"]["matrix"]["python"]
    allowed = SpecifierSet(PROJECT["project"]["requires-python"])
    assert versions[0] == "3.11"
    assert all(version in allowed for version in versions)
    steps = [step["run"] for step in WORKFLOW["jobs"]["test"]["steps"] if "run" in step]
    assert "bash .ci/run" in steps


def test_both_commands_of_the_readme_are_targets_and_ci_runs_the_second():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.findall(r"^make (report|test)$", readme, flags=re.M) == ["report", "test"]
    for target in ("report", "test", "lab", "help"):
        assert len(re.findall(rf"^{target}:.*## .+", makefile, flags=re.M)) == 1
    assert re.findall(r"^make .*$", CI, flags=re.M) == ["make test"]


def test_ci_lets_no_test_be_skipped_for_want_of_a_program(skip_without, monkeypatch):
    named = re.findall(r'JHREPORT_NO_SKIP="(?:\$JHREPORT_NO_SKIP )?(\w+)"', CI)
    others = {*(ROOT / "tests").rglob("*.py")} - {Path(__file__)}
    tests = "".join(path.read_text(encoding="utf-8") for path in others)
    used = set(re.findall(r'skip_without\(\s*"(\w+)"', tests))
    assert sorted(named) == sorted(used) == ["chromium", "libreoffice"]
    monkeypatch.setenv("JHREPORT_NO_SKIP", "chromium")
    with pytest.raises(pytest.fail.Exception, match="no chromium, and JHREPORT_NO_SKIP forbids"):
        skip_without("chromium", "none is on the PATH")
    with pytest.raises(pytest.skip.Exception, match=r"^no libreoffice: none is on the PATH$"):
        skip_without("libreoffice", "none is on the PATH")


def test_the_readme_says_of_each_package_why_it_is_needed():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = readme.partition("## What it is built on")[2].partition("\n## ")[0]
    project = PROJECT["project"]
    needed = [
        *project["dependencies"],
        *(package for extra in project["optional-dependencies"].values() for package in extra),
    ]
    names = {re.split("[<>=]", package)[0] for package in needed}
    assert names - set(re.findall(r"[a-z][a-z0-9-]+", told)) == set()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_data_style_and_fonts(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    data = {
        f"jhreport/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "data").rglob("*")
        if path.is_file()
    }
    assert data - names == set()
    fonts = {f"jhreport/fonts/{n}" for n in ("JHReportSansSC-Bold.ttf", "OFL.txt")}
    assert ({"jhreport/jhreport.mplstyle"} | fonts) - names == set()
    pages = ROOT / "src" / "jhreport" / "pages"
    files = [*pages.glob("templates/*"), *pages.glob("static/*"), pages / "texts.toml"]
    parts = {path.relative_to(pages.parents[1]).as_posix() for path in files}
    assert {"reader.css", "reader.js", "report.html.jinja"} <= {Path(part).name for part in parts}
    assert parts - names == set()
    assert {name.split("/")[0] for name in names} == {"jhreport", wheel_info(wheel)}


def wheel_info(wheel: Path) -> str:
    return "-".join(wheel.name.split("-")[:2]) + ".dist-info"


def test_the_wheel_loads_the_tables_in_an_environment_of_its_own(wheel, tmp_path):
    venv.create(tmp_path / "env", with_pip=False)
    purelib = next((tmp_path / "env").rglob("site-packages"))
    zipfile.ZipFile(wheel).extractall(purelib)
    # The packages it depends on come from here; the editable install of the checkout does not,
    # since path files of an added folder are not read.
    (purelib / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    code = (
        "import json, jhreport as jh; print(json.dumps([jh.__file__, "
        "len(jh.load_observations('jinhua-2020')), len(jh.ledger('jinhua-2020'))]))"
    )
    python = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    done = subprocess.run(
        [python, "-W", "error", "-c", code],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        env={"PATH": ""},
    )
    file, observations, numerals = json.loads(done.stdout)
    assert Path(file).parent == purelib / "jhreport"
    assert (observations, numerals) == (218, 306)


def test_importing_loads_nothing_else():
    code = "import sys, jhreport; print(sorted(m for m in sys.modules if '.' not in m))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    for module in ("pandas", "numpy", "matplotlib", "seaborn", "jieba", "pandera", "PIL"):
        assert f"'{module}'" not in loaded


def test_using_the_tables_loads_neither_plots_nor_fonts():
    code = (
        "import sys, jhreport as jh; jh.review('jinhua-2020'); "
        "print(sorted(m for m in sys.modules if '.' not in m))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    for module in ("matplotlib", "seaborn", "jieba", "wordcloud"):
        assert f"'{module}'" not in loaded
