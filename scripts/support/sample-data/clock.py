"""Runs Synapse with a clock that its standard input moves forward.

Each line is a time in milliseconds since 1970; standard output acknowledges it with the same line.
The first one is read before Synapse starts. Between two of them the clock goes on by itself, but
never past the real time and never back. When the input ends, so does Synapse.
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


# Every time that Synapse stores comes from here. Its timers go by the reactor, and stay real.
Clock.time = now
# A timer wheel has a bucket for each five seconds, millions for two years. All that its rows do is
# to time out what waits, and here nothing needs to.
WheelTimer.insert = lambda *_: None
# What is half made is thrown away, so nothing needs to be on the disk before it goes on.
connect = Sqlite3Engine.on_new_connection


def connect_without_sync(self, connection) -> None:
    connect(self, connection)
    connection.execute("PRAGMA synchronous = OFF")


Sqlite3Engine.on_new_connection = connect_without_sync
move(sys.stdin.readline())
threading.Thread(target=listen, daemon=True).start()
homeserver.main()
