"""Files: where they are, and that they are written whole or not at all."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from jhreport import files
from jhreport.errors import JhreportError
from jhreport.files import (
    checkout_dir,
    data_dir,
    remove_leftovers,
    replace_folder,
    write_folder,
    write_whole,
)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.fixture
def full_disk(monkeypatch):
    def fsync(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)


def test_data_dir_is_the_checkouts_where_the_package_has_no_copy(monkeypatch, tmp_path):
    monkeypatch.setattr(files, "_PACKAGE", tmp_path / "src" / "jhreport")
    monkeypatch.setattr(files, "_CHECKOUT", tmp_path)
    assert data_dir() == tmp_path / "data"


def test_data_dir_is_the_packages_own_copy_where_it_has_one(monkeypatch, tmp_path):
    monkeypatch.setattr(files, "_PACKAGE", tmp_path)
    (tmp_path / "data").mkdir()
    assert data_dir() == tmp_path / "data"


def test_data_dir_holds_the_tables():
    assert (data_dir() / "jinhua-2020" / "report.toml").is_file() is True


def test_checkout_dir(monkeypatch, tmp_path):
    monkeypatch.setattr(files, "_CHECKOUT", tmp_path)
    (tmp_path / "notebooks").mkdir()
    assert checkout_dir() == tmp_path


def test_checkout_dir_refuses_an_installed_package(monkeypatch, tmp_path):
    monkeypatch.setattr(files, "_CHECKOUT", tmp_path)
    monkeypatch.setattr(files, "_PACKAGE", Path("lib/jhreport"))
    message = (
        r"^No notebooks beside lib/jhreport: an installed jhreport has .* Clone the repository"
    )
    with pytest.raises(JhreportError, match=message):
        checkout_dir()


def test_write_whole_writes_a_new_file_and_its_folders(tmp_path):
    path = tmp_path / "a" / "b" / "x.csv"
    assert write_whole(path, b"new\r\n") is True
    assert path.read_bytes() == b"new\r\n"
    assert names(tmp_path) == ["a", "a/b", "a/b/x.csv"]


def test_write_whole_replaces_an_old_file(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"old, and longer")
    assert write_whole(path, b"new") is True
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["x.csv"]


def test_write_whole_leaves_an_equal_file_untouched(tmp_path, full_disk):
    path = tmp_path / "x.csv"
    path.write_bytes(b"same")
    os.utime(path, ns=(1, 1))
    assert write_whole(path, b"same") is False
    assert path.stat().st_mtime_ns == 1


def test_write_whole_shows_readers_the_old_content_until_the_new_is_on_disk(tmp_path, monkeypatch):
    path = tmp_path / "x.csv"
    path.write_bytes(b"old")
    seen = []

    def fsync(descriptor):
        parts = [part for part in tmp_path.iterdir() if part != path]
        seen.append((path.read_bytes(), [part.read_bytes() for part in parts]))

    monkeypatch.setattr(os, "fsync", fsync)
    write_whole(path, b"new")
    assert seen == [(b"old", [b"new"])]


def test_write_whole_keeps_the_old_content_when_the_disk_is_full(tmp_path, full_disk):
    path = tmp_path / "x.csv"
    path.write_bytes(b"old")
    message = (
        r"^Could not write .*x\.csv: No space left on device\. Its former content is unchanged"
    )
    with pytest.raises(JhreportError, match=message):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["x.csv"]


def test_write_whole_leaves_nothing_of_a_new_file_when_the_disk_is_full(tmp_path, full_disk):
    with pytest.raises(JhreportError, match="No space left on device"):
        write_whole(tmp_path / "x.csv", b"new")
    assert names(tmp_path) == []


@pytest.mark.parametrize("method", ["open", "replace"])
def test_write_whole_keeps_the_old_content_where_it_may_not_write(tmp_path, monkeypatch, method):
    path = tmp_path / "x.csv"
    path.write_bytes(b"old")

    def refuse(self, *args, **kwargs):
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:
        # read_bytes opens the old file by itself, so only the writing is refused.
        reading = Path.open
        patch.setattr(
            Path,
            method,
            lambda self, *a, **k: (reading if a == ("rb",) or "rb" in k.values() else refuse)(
                self, *a, **k
            ),
        )
        message = r"x\.csv: Permission denied\. .* make the folder writable and run again\.$"
        with pytest.raises(JhreportError, match=message):
            write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["x.csv"]


def test_write_whole_refuses_a_file_for_a_folder(tmp_path):
    (tmp_path / "x").write_bytes(b"old")
    with pytest.raises(
        JhreportError, match=r"^Could not write .*x/y\.csv: (Not a dir|File exists)"
    ):
        write_whole(tmp_path / "x" / "y.csv", b"new")
    assert (tmp_path / "x").read_bytes() == b"old"


def test_write_whole_passes_an_interrupt_on_and_cleans_up(tmp_path, monkeypatch):
    def fsync(descriptor):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "x.csv", b"new")
    assert names(tmp_path) == []


def test_write_folder_makes_a_folder_with_its_files(tmp_path):
    write_folder(tmp_path / "a" / "x", {"1.csv": b"one\r\n", "2.csv": b""})
    assert names(tmp_path) == ["a", "a/x", "a/x/1.csv", "a/x/2.csv"]
    assert (tmp_path / "a" / "x" / "1.csv").read_bytes() == b"one\r\n"


def test_write_folder_leaves_a_folder_that_holds_something(tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "mine").write_bytes(b"mine")
    with pytest.raises(JhreportError, match=r"^Could not make .*x: .*\. Nothing was written; make"):
        write_folder(tmp_path / "x", {"1.csv": b"one"})
    assert names(tmp_path) == ["x", "x/mine"]


def test_write_folder_removes_what_a_killed_run_left(tmp_path):
    (tmp_path / ".x.1234.tmp").mkdir()
    (tmp_path / ".x.1234.tmp" / "1.csv").write_bytes(b"torn")
    (tmp_path / ".y.1234.tmp").mkdir()
    write_folder(tmp_path / "x", {"2.csv": b"two"})
    assert names(tmp_path) == [".y.1234.tmp", "x", "x/2.csv"]


def test_write_folder_shows_no_folder_until_all_files_are_written(tmp_path, monkeypatch):
    writing, seen = Path.write_bytes, []

    def write_bytes(self, content):
        seen.append((tmp_path / "x").exists())
        return writing(self, content)

    monkeypatch.setattr(Path, "write_bytes", write_bytes)
    write_folder(tmp_path / "x", {"1.csv": b"one", "2.csv": b"two"})
    assert seen == [False, False]


def test_remove_leftovers_removes_what_a_killed_run_left_and_nothing_else(tmp_path, monkeypatch):
    left = []
    monkeypatch.setattr(os, "fsync", lambda _: left.extend(tmp_path.rglob("*/.*")))
    write_whole(tmp_path / "a" / "x.csv", b"new")
    assert len(left) == 1
    left[0].write_bytes(b"ne")  # as if the run had been killed there
    (tmp_path / ".hidden").write_bytes(b"")
    (tmp_path / "a" / "mine.tmp").write_bytes(b"")
    remove_leftovers(tmp_path)
    assert names(tmp_path) == [".hidden", "a", "a/mine.tmp", "a/x.csv"]


def test_remove_deletes_or_says_why_it_cannot(tmp_path):
    path = tmp_path / "old.png"
    path.write_bytes(b"x")
    files.remove(path)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(JhreportError, match=r"^Could not delete .*old\.png: No such file"):
        files.remove(path)


# Folders in the place of former ones


@pytest.fixture
def site(tmp_path) -> Path:
    replace_folder(tmp_path / "site", {"index.html": b"old", "a/old.png": b"x"})
    return tmp_path / "site"


def test_replace_folder_leaves_nothing_of_the_old(site):
    assert names(site.parent) == ["site", "site/a", "site/a/old.png", "site/index.html"]
    replace_folder(site, {"b/new.png": b"y", "index.html": b"new"})
    assert names(site.parent) == ["site", "site/b", "site/b/new.png", "site/index.html"]
    assert (site / "index.html").read_bytes() == b"new"


def test_replace_folder_leaves_the_old_where_the_disk_is_full(site, monkeypatch):
    before, written = names(site.parent), []

    def write(path, content):
        written.append(path)
        if len(written) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", write)
    message = r"^Could not make .*site: No space left on device\. What stood there is unchanged; "
    with pytest.raises(JhreportError, match=message):
        replace_folder(site, {"index.html": b"new", "b": b"", "c": b""})
    assert len(written) == 2
    assert names(site.parent) == before
    assert (site / "index.html").read_bytes() == b"old"


@pytest.mark.parametrize("error", [OSError(errno.EIO, "I/O error"), KeyboardInterrupt()])
@pytest.mark.parametrize("at", [1, 2])
def test_replace_folder_leaves_the_old_where_a_renaming_fails(site, monkeypatch, at, error):
    before, renamed, rename = names(site.parent), [], Path.rename

    def failing(path, target):
        renamed.append(path)
        if len(renamed) == at:
            raise error
        rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises((JhreportError, KeyboardInterrupt)):
        replace_folder(site, {"index.html": b"new"})
    assert names(site.parent) == before
    assert (site / "index.html").read_bytes() == b"old"


KILLED = """
import os, signal, sys
from pathlib import Path
from jhreport.files import replace_folder
kill = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
method, after = sys.argv[2], int(sys.argv[3])
real, calls = getattr(Path, method), []
def dying(path, *rest):
    calls.append(path)
    return kill() if len(calls) > after else real(path, *rest)
setattr(Path, method, dying)
replace_folder(Path(sys.argv[1]), {"index.html": b"new", "b/c.png": b"z"})
"""


@pytest.mark.parametrize(
    ("method", "after", "stands"), [("write_bytes", 1, True), ("rename", 0, True), ("rename", 1, 0)]
)
def test_a_killed_run_leaves_the_old_folder_and_the_next_one_cleans_up(site, method, after, stands):
    command = [sys.executable, "-c", KILLED, str(site), method, str(after)]
    assert subprocess.run(command).returncode == -signal.SIGKILL
    # Between the two renamings alone the folder is not in its place, but beside it.
    former = site.with_name(".site.former.tmp")
    assert ((site if stands else former) / "index.html").read_bytes() == b"old"
    assert len(names(site.parent)) > 4
    replace_folder(site, {"index.html": b"newest"})
    assert names(site.parent) == ["site", "site/index.html"]
    assert (site / "index.html").read_bytes() == b"newest"


def test_after_a_kill_between_the_renamings_a_failing_run_brings_the_old_folder_back(
    site, monkeypatch
):
    site.rename(site.with_name(".site.former.tmp"))

    def write(path, content):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", write)
    with pytest.raises(JhreportError, match="No space left"):
        replace_folder(site, {"index.html": b"new"})
    assert names(site.parent) == ["site", "site/a", "site/a/old.png", "site/index.html"]
