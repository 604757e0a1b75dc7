import asyncio
import json
import re
import signal
import socket

import aiohttp
import pytest

from tests.server.conftest import SECRET, delivery_headers, payload
from tests.server.process import started


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def variables(private_key, tmp_path, port):
    return {
        "GITHUB_APP_ID": "4711",
        "GITHUB_WEBHOOK_SECRET": SECRET,
        "GITHUB_PRIVATE_KEY": private_key,
        "GITHUB_API_URL": "http://127.0.0.1:9",
        "DATABASE_URL": f"sqlite:///{tmp_path}/ghapp.db",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "LOG_FORMAT": "json",
    }


@pytest.fixture
async def start():
    servers = []

    async def begin(variables):
        servers.append(await started(variables))
        return servers[-1]

    yield begin
    for server in servers:
        await server.end()


async def ended(server):
    """The exit code and the rest of the log."""
    async with asyncio.timeout(20):
        log = await server.log.read()
        return await server.exit_code(), log.decode().splitlines()


async def line_of(server, text):
    """The first line of the log that holds a text."""
    async with asyncio.timeout(20):
        async for line in server.log:
            if text.encode() in line:
                return json.loads(line)
    raise AssertionError(f"the log never said {text}")


async def test_a_stopped_server_ends_in_good_order(start, variables, port):
    """A server that works is told to stop, finishes what it accepted, and exits with 0."""
    server = await start(variables)
    await line_of(server, "Listening")
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"http://127.0.0.1:{port}/webhook",
            data=payload(),
            headers={**delivery_headers(payload()), "X-GitHub-Delivery": "d-1"},
        ) as answer,
    ):
        assert answer.status == 202
    assert await server.output.readline() == b"handled d-1\n"
    server.send(signal.SIGTERM)
    code, log = await ended(server)

    assert code == 0
    assert all("time" in json.loads(line) for line in log)
    assert not any("error" in json.loads(line) for line in log)


async def test_a_port_that_is_taken_is_told_in_a_line(start, variables, port):
    """A second server on the same port says so in one line and exits with 1, touching nothing."""
    with socket.create_server(("127.0.0.1", port)):
        code, log = await ended(await start(variables))

    assert code == 1
    [line] = [json.loads(line) for line in log]
    assert line["level"] == "error"
    assert f"port {port}" in line["message"]


async def test_a_database_that_cannot_be_reached_is_told_in_a_line(start, variables):
    """A wrong database address is one line and exit 1, without its password."""
    address = "postgresql://ghapp:hidden@127.0.0.1:1/ghapp"
    code, log = await ended(await start({**variables, "DATABASE_URL": address}))

    assert code == 1
    [line] = [json.loads(line) for line in log]
    assert "cannot be reached" in line["message"]
    assert "hidden" not in line["message"]


async def test_without_credentials_the_server_waits_to_be_set_up(start, port):
    """A server without credentials starts, says where to set it up, and has no database."""
    variables = {"HOST": "127.0.0.1", "PORT": str(port), "LOG_FORMAT": "json"}
    server = await start(variables | {"LOG_LEVEL": "ERROR"})
    line = await line_of(server, "setup?token=")

    assert re.search(rf" http://localhost:{port}/setup\?token=[\w-]{{43}}$", line["message"])
    server.send(signal.SIGINT)
    assert (await ended(server))[0] == 0


async def test_a_broken_request_leaves_no_secret_in_the_log(start, port):
    """What is no HTTP is answered and not repeated, whatever its address holds."""
    server = await start({"HOST": "127.0.0.1", "PORT": str(port), "LOG_LEVEL": "DEBUG"})
    async with asyncio.timeout(20):
        await server.log.readuntil(b"Listening")
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /setup?token=covert HTTP/9.x\r\nHost: a\r\nbroken\r\n\r\n")
    assert b"400" in await reader.readline()
    writer.close()
    server.send(signal.SIGINT)
    code, log = await ended(server)

    assert code == 0
    assert "Stopping" in log[-1]
    assert "covert" not in "".join(log)
