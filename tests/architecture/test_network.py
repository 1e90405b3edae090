"""No test reaches beyond this machine: what passes here passes on a train."""

from __future__ import annotations

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


@pytest.mark.filterwarnings("ignore:A test tried to use")
def test_an_address_outside_this_machine_is_refused():
    # 192.0.2.0/24 belongs to nobody (RFC 5737)
    with socket.socket() as trial, pytest.raises(SocketConnectBlockedError):
        trial.connect(("192.0.2.1", 80))


def test_this_machine_itself_may_be_asked():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()
