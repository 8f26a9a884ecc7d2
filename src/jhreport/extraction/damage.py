"""One answer to whatever a parser says of a damaged file."""

from collections.abc import Iterator
from contextlib import contextmanager

from jhreport.errors import ReportError


@contextmanager
def sealed(failure: str) -> Iterator[None]:
    """Turn any error of a parser into a `ReportError` that begins with a given failure."""
    try:
        yield
    except ReportError:
        raise
    except Exception as error:  # parsers fail in any way
        raise damaged(failure, f"{type(error).__name__}: {error}") from error


def damaged(failure: str, detail: str) -> ReportError:
    """Return the error to raise for a damaged file."""
    return ReportError(f"{failure} ({detail}). Fetch it again, or open it and save it anew.")
