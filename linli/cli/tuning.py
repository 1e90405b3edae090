"""The settings of the embedded PostgreSQL, measured off the machine it runs on."""

from __future__ import annotations

from pathlib import Path

import psutil


def server_options(socket: Path, *, fast: bool) -> list[str]:
    """Return the settings as options of the server: a machine that grew is used at the next start."""
    memory = psutil.virtual_memory().total // 2**20
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": f'"{socket}"',
        "unix_socket_permissions": "0700",
        "port": "5432",
        "max_connections": "100",
        "shared_buffers": f"{_between(64, memory // 8, 8192)}MB",
        "effective_cache_size": f"{max(128, memory // 2)}MB",
        "maintenance_work_mem": f"{_between(64, memory // 16, 512)}MB",
        "max_wal_size": "4GB",
        "wal_compression": "on",
        "checkpoint_timeout": "15min",
        "random_page_cost": "1.1",
        "jit": "off",  # compiling costs more than our short queries
        "fsync": "on",
        "synchronous_commit": "on",
    }
    if fast:  # what a power cut would lose is worth nothing; many test processes connect
        settings |= {
            "fsync": "off",
            "full_page_writes": "off",
            "synchronous_commit": "off",
            "max_connections": "300",
            "shared_buffers": f"{_between(64, memory // 16, 256)}MB",
        }
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _between(least: int, wanted: int, most: int) -> int:
    return max(least, min(most, wanted))
