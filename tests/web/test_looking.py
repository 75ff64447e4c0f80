"""What the doctor says of the port."""

import socket

import pytest

from adapters.web.looking import listening
from bot.cli_words import Words, languages
from bot.doctor import row
from tests.web.standing import standing


async def test_a_port_that_another_program_has_is_told_from_one_that_the_bot_has() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = await listening("127.0.0.1", other.getsockname()[1])
    assert (taken.state, taken.key) == ("fail", "port_taken")
    async with standing() as server:
        ours = await listening("127.0.0.1", server.port)
        everywhere = await listening("0.0.0.0", server.port)
    assert (ours.state, ours.key) == ("ok", "port_ours")
    assert everywhere.key == "port_ours"


async def test_a_host_that_is_not_this_machine_s_is_told() -> None:
    assert (await listening("192.0.2.1", 3000)).key == "port_bad"  # TEST-NET-1: nobody's


@pytest.mark.parametrize("language", languages())
async def test_a_free_port_is_named(language: str) -> None:
    found = await listening("127.0.0.1", 0)
    assert found.state == "ok"
    assert "127.0.0.1" in row(found, Words(language)).detail
