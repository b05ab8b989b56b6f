"""Runs Synapse with a clock that its standard input moves forward.

Each line is a time in milliseconds since 1970; standard output acknowledges it with the same line.
The first line is read before Synapse starts. Between lines the clock runs on, but never past the
real time and never back. Synapse ends with its input.
"""

import os
import signal
import sys
import threading
import time

from synapse.app import homeserver
from synapse.storage.engines.sqlite import Sqlite3Engine
from synapse.util.clock import Clock
from synapse.util.wheel_timer import WheelTimer

# Synapse sends standard output to its log once it runs.
answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", buffering=1)
base = 0.0
moved_at = 0.0


def now(*_: object) -> float:
    return min(time.time(), base + time.monotonic() - moved_at)


def move(line: str) -> None:
    global base, moved_at
    base, moved_at = max(int(line) / 1000, now()), time.monotonic()
    answers.write(line)


def listen() -> None:
    for line in sys.stdin:
        move(line)
    os.kill(os.getpid(), signal.SIGTERM)


# Synapse stores times from here. Its timers use the reactor, and stay real.
Clock.time = now
# A timer wheel has a bucket for each five seconds, millions for two years. Its rows only time out
# waiting requests, which is not needed here.
WheelTimer.insert = lambda *_: None
# Incomplete data is discarded, so no write needs to wait for the disk.
connect = Sqlite3Engine.on_new_connection


def connect_without_sync(self, connection) -> None:
    connect(self, connection)
    connection.execute("PRAGMA synchronous = OFF")


Sqlite3Engine.on_new_connection = connect_without_sync
move(sys.stdin.readline())
threading.Thread(target=listen, daemon=True).start()
homeserver.main()
