"""Where the project's files are, and how they are written: whole or not at all."""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from jhreport.errors import JhreportError

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parents[1]


def data_dir() -> Path:
    """Return the folder of the tables: the wheel's own copy, or ``data/`` of the checkout."""
    packaged = _PACKAGE / "data"
    return packaged if packaged.is_dir() else _CHECKOUT / "data"


def checkout_dir() -> Path:
    """Return the root of the checkout, which holds ``notebooks/`` and ``figures/``.

    Raises
    ------
    JhreportError
        If the package runs from an installed wheel, which carries no notebooks.
    """
    if not (_CHECKOUT / "notebooks").is_dir():
        raise JhreportError(
            f"No notebooks beside {_PACKAGE}: an installed jhreport has the library and the "
            "tables only. Clone the repository and run this there."
        )
    return _CHECKOUT


def write_whole(path: Path, content: bytes) -> bool:
    """Write a file so that readers see the old content or the new, never a part.

    A file that already holds `content` is left untouched.

    Returns
    -------
    bool
        Whether the file was changed.

    Raises
    ------
    JhreportError
        If the folder or the file cannot be written; the old content stands.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        if path.is_file() and path.read_bytes() == content:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        raise JhreportError(
            f"Could not write {path}: {error.strerror or error}. "
            "Its former content is unchanged; make the folder writable and run again."
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return True


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write several files, each whole or not at all.

    Raises
    ------
    JhreportError
        If some could not be written; the message names each. The others are written.
    """
    failures = []
    for path, content in contents.items():
        try:
            write_whole(path, content)
        except JhreportError as error:
            failures.append(str(error))
    if failures:
        raise JhreportError("\n".join(failures))


def write_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Make a new folder with some files: the whole folder or nothing.

    Raises
    ------
    JhreportError
        If the folder is there already or cannot be written; what is there stands.
    """
    part = folder.with_name(f".{folder.name}.{os.getpid()}.tmp")
    try:
        for leftover in folder.parent.glob(f".{folder.name}.*.tmp"):
            shutil.rmtree(leftover)
        part.mkdir(parents=True)
        for name, content in contents.items():
            (part / name).write_bytes(content)
        part.rename(folder)  # fails where there is a folder that holds something
    except OSError as error:
        raise JhreportError(
            f"Could not make {folder}: {error.strerror or error}. Nothing was written; make the "
            "folder above it writable and run again."
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def replace_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Put a folder of files in the place of a former one: the old folder whole, or the new one.

    The new one is written beside it, and the two change places by renaming. A run that is killed
    between the two renames leaves the old one beside; the next call finds it.

    Parameters
    ----------
    folder : Path
        The folder. All that it held is gone afterwards.
    contents : mapping of str to bytes
        What it is to hold, by path within it.

    Raises
    ------
    JhreportError
        If it cannot be written; the old folder stands.
    """
    part = folder.with_name(f".{folder.name}.{os.getpid()}.tmp")
    former = folder.with_name(f".{folder.name}.former.tmp")
    try:
        if former.is_dir() and not folder.exists():
            former.rename(folder)
        for leftover in folder.parent.glob(f".{folder.name}.*.tmp"):
            shutil.rmtree(leftover)
        for name, content in contents.items():
            path = part / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        _swap(part, folder, former)
    except OSError as error:
        raise JhreportError(
            f"Could not make {folder}: {error.strerror or error}. What stood there is unchanged; "
            "make room, or the folder above it writable, and run again."
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    shutil.rmtree(former, ignore_errors=True)


def _swap(part: Path, folder: Path, former: Path) -> None:
    try:
        if folder.exists():
            folder.rename(former)
        part.rename(folder)
    except BaseException:  # a key press, too, must not leave the place empty
        if former.is_dir() and not folder.exists():
            former.rename(folder)
        raise


def remove(path: Path) -> None:
    """Delete a file.

    Raises
    ------
    JhreportError
        If it cannot be deleted.
    """
    try:
        path.unlink()
    except OSError as error:
        raise JhreportError(
            f"Could not delete {path}: {error.strerror or error}. Make the folder writable and "
            "run again."
        ) from error


def remove_leftovers(folder: Path) -> None:
    """Delete the temporary files that a killed run of `write_whole` left in a folder tree."""
    for part in folder.rglob(".*.tmp"):
        with suppress(OSError):
            part.unlink()
