"""Compare pictures too when nbval executes the notebooks, and let them write nothing.

nbval by itself never compares ``image/png``; and ``JHREPORT_CHECK`` makes each drawn figure be held
against the one on disk.
"""

import pytest
from nbval.plugin import IPyNbFile


def pytest_collectstart(collector: pytest.Collector) -> None:
    if isinstance(collector, IPyNbFile):
        collector.skip_compare = tuple(k for k in collector.skip_compare if k != "image/png")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item):
    # The kernel starts here, with this environment; the user's IPython set-up is none of it.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JHREPORT_CHECK", "1")
        patch.delenv("JHREPORT_FIGURES", raising=False)
        patch.setenv("IPYTHONDIR", str(item.config.cache.mkdir("ipython")))
        return (yield)
