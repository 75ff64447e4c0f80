"""How many run at a time: one more than there are cores, for whoever talks to a bot that is killed mostly waits."""

import os

import pytest


@pytest.hookimpl(optionalhook=True)  # pytest-xdist's
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """What `--numprocesses auto` means."""
    return (os.cpu_count() or 1) + 1
