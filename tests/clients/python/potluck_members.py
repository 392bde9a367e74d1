"""A plugin of pytest, with which toot's own integration tests run against a server where nobody registers by themselves.

toot's tests are taken as they are. What they call `register_account` adds a member here as an operator does, with
`potluck member add` and `potluck token create`. `http://localhost:3000`, where they look for a server, leads to the one
that was started for them. What cannot pass stands in `exceptions.txt`, and must fail;
what needs something that is not there yet may pass.
"""

import json
import os
import socket
import subprocess
from pathlib import Path

import pytest
import toot.api

ADDRESS = os.environ["CLIENTS_ADDRESS"]
POTLUCK = json.loads(os.environ["CLIENTS_POTLUCK"])
RESULTS = Path(os.environ["CLIENTS_RESULTS"])
EXCEPTIONS = dict(
    line.split(": ", 1) for line in Path(os.environ["CLIENTS_EXCEPTIONS"]).read_text().splitlines() if line
)


def _potluck(*words):
    done = subprocess.run([*POTLUCK, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"potluck {' '.join(words)}: {done.stderr}")
    return done.stdout.splitlines()[-1]


def _register(app, username, email, password, locale="en", agreement=True):
    _potluck("member", "add", username)
    return {"access_token": _potluck("token", "create", username)}


_getaddrinfo = socket.getaddrinfo


def _at_its_address(host, port, *arguments, **named):
    if (host, port) == ("localhost", 3000):
        host = ADDRESS
    return _getaddrinfo(host, port, *arguments, **named)


def pytest_configure(config):
    toot.api.register_account = _register
    socket.getaddrinfo = _at_its_address


def _name(node):
    return node.split("/")[-1]


def pytest_collection_modifyitems(items):
    names = {_name(item.nodeid) for item in items}
    unknown = sorted(set(EXCEPTIONS) - names)
    if unknown:
        raise pytest.UsageError(f"exceptions that are no tests: {unknown}")
    for item in items:
        why = EXCEPTIONS.get(_name(item.nodeid))
        if why:
            item.add_marker(pytest.mark.xfail(reason=why, strict=why != "waits"))


def pytest_runtest_logreport(report):
    if report.when == "call" or report.outcome != "passed":
        excepted = hasattr(report, "wasxfail")
        outcome = "excepted" if excepted and report.outcome == "skipped" else report.outcome
        if outcome == "passed" and report.when != "call":
            return
        line = {"test": _name(report.nodeid), "outcome": outcome, "why": str(report.longrepr or "")}
        with RESULTS.open("a") as results:
            results.write(json.dumps(line) + "\n")
