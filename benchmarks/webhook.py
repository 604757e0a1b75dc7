"""How many deliveries a second are stored for good, against a server that stores nothing.

Run it with `python benchmarks/webhook.py`; it takes less than a minute. The two servers take turns
in every round, each with a load process of its own, so that a busy machine slows both.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

SECRET = "benchmark"
ROUNDS = 2
SECONDS_AT_64 = 3.0
SECONDS_AT_1 = 1.5
SECONDS_AT_REST = 8.0
Figures = dict[str, float]


def delivery_body() -> bytes:
    """A pull_request delivery as long as a usual one (24 KB)."""
    repository = {"full_name": "owner/newsletter", "default_branch": "main"}
    document = {
        "action": "synchronize",
        "installation": {"id": 1},
        "repository": repository,
        "sender": {"login": "somebody", "type": "User"},
        "pull_request": {
            "number": 7,
            "state": "open",
            "head": {"sha": "a" * 40},
            "base": {"ref": "main"},
            "body": "",
        },
    }
    document["pull_request"]["body"] = "x" * (24_000 - len(json.dumps(document)))  # type: ignore[index]
    return json.dumps(document).encode()


def serve_nothing(port: int) -> None:
    """The baseline: verify the signature, parse the JSON, answer."""
    from aiohttp import web
    from gidgethub.sansio import Event

    async def receive(request: web.Request) -> web.Response:
        Event.from_http(request.headers, await request.read(), secret=SECRET)
        return web.Response(status=202)

    app = web.Application(client_max_size=25 * 1024 * 1024)
    app.router.add_post("/webhook", receive)
    app.router.add_get("/healthz", lambda _request: asyncio.sleep(0, web.Response()))
    web.run_app(app, host="127.0.0.1", port=port, access_log=None, print=None)


def serve_ghapp(port: int, directory: str) -> None:
    """The server itself, with jobs that do nothing and a GitHub that nobody answers for."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    from ghapp.environment import Environment
    from ghapp.ports.events import Event
    from ghapp.server.serve import run

    async def handle(_event: Event, _key: str) -> None:
        return None

    key = rsa.generate_private_key(65537, 2048).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    variables = {
        "GITHUB_APP_ID": "1",
        "GITHUB_WEBHOOK_SECRET": SECRET,
        "GITHUB_PRIVATE_KEY": key.decode(),
        "GITHUB_API_URL": "http://127.0.0.1:9",
        "DATABASE_URL": os.environ.get("DATABASE_URL", f"sqlite:///{directory}/ghapp.db"),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "LOG_LEVEL": "ERROR",
    }
    sys.exit(run(Environment.read(variables), lambda _github, _store, _jobs: handle))


async def load(port: int, connections: int, seconds: float) -> Figures:
    """Post deliveries over so many connections and return what came of it."""
    import aiohttp

    body = delivery_body()
    signature = "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": "application/json",
        "X-GitHub-Event": "pull_request",
        "X-Hub-Signature-256": signature,
    }
    times: list[float] = []
    ends = time.monotonic() + seconds

    async def post(session: aiohttp.ClientSession) -> None:
        while (began := time.monotonic()) < ends:
            own = {**headers, "X-GitHub-Delivery": str(uuid4())}
            url = f"http://127.0.0.1:{port}/webhook"
            async with session.post(url, data=body, headers=own) as answer:
                if answer.status != 202:
                    sys.exit(f"answer {answer.status}")
            times.append(time.monotonic() - began)

    began = time.monotonic()
    connector = aiohttp.TCPConnector(limit=connections)
    async with aiohttp.ClientSession(connector=connector) as session:
        await asyncio.gather(*(post(session) for _ in range(connections)))
    cuts = statistics.quantiles(times, n=100)
    rate = len(times) / (time.monotonic() - began)
    return {"rate": rate, "p50": 1000 * cuts[49], "p99": 1000 * cuts[98]}


@contextmanager
def server(role: str, directory: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A server in a process of its own, answering."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, __file__, role, str(port), directory])
    try:
        wait_for(port, process)
        yield process, port
    finally:
        process.terminate()
        process.wait(30)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Return when the server answers."""
    ends = time.monotonic() + 20
    while time.monotonic() < ends and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    sys.exit("the server did not start")


def loaded(port: int, connections: int, seconds: float) -> Figures:
    """The figures of a load process."""
    command = [sys.executable, __file__, "load", str(port), str(connections), str(seconds)]
    out = subprocess.run(command, check=True, capture_output=True, timeout=60).stdout
    figures: Figures = json.loads(out)
    return figures


def at_rest(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """MiB of memory, and per cent of a core, of a server that nobody asks anything."""
    time.sleep(2)
    before = cpu_seconds(process.pid)
    time.sleep(SECONDS_AT_REST)
    share = 100 * (cpu_seconds(process.pid) - before) / SECONDS_AT_REST
    status = Path(f"/proc/{process.pid}/status").read_text()
    kilobytes = next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]
    return int(kilobytes) / 1024, share


def cpu_seconds(pid: int) -> float:
    """The processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure() -> None:
    """Let the two servers take turns, and print the medians."""
    found: dict[tuple[str, int], list[Figures]] = {}
    with tempfile.TemporaryDirectory() as directory:
        with server("ghapp", directory) as (process, _):
            memory, share = at_rest(process)
        for turn in range(ROUNDS):
            for role in ("nothing", "ghapp"):
                own = f"{directory}/{turn}"
                Path(own).mkdir(exist_ok=True)
                with server(role, own) as (_, port):
                    for connections, seconds in ((1, SECONDS_AT_1), (64, SECONDS_AT_64)):
                        figures = loaded(port, connections, seconds)
                        found.setdefault((role, connections), []).append(figures)
    medians = {
        key: {name: statistics.median(f[name] for f in figures) for name in figures[0]}
        for key, figures in found.items()
    }
    print("connections  server         answers/s   p50 ms   p99 ms   of nothing stored")
    for connections in (1, 64):
        for role in ("nothing", "ghapp"):
            row = medians[role, connections]
            ratio = row["rate"] / medians["nothing", connections]["rate"]
            name = "stores nothing" if role == "nothing" else "ghapp"
            print(
                f"{connections:11d}  {name:14s} {row['rate']:9.0f} {row['p50']:8.1f}"
                f" {row['p99']:8.1f} {ratio:13.2f}"
            )
    print(f"at rest: {memory:.0f} MiB, {share:.1f}% of a core")


def main(arguments: list[str]) -> None:
    """Be the benchmark, or one of its processes."""
    match arguments:
        case ["nothing", port, _]:
            serve_nothing(int(port))
        case ["ghapp", port, directory]:
            serve_ghapp(int(port), directory)
        case ["load", port, connections, seconds]:
            print(json.dumps(asyncio.run(load(int(port), int(connections), float(seconds)))))
        case _:
            measure()


if __name__ == "__main__":
    main(sys.argv[1:])
