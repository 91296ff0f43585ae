"""Stand ready and do each order in a process forked for it; the programs' side.

Loading a library that sets type takes five times as long as setting a letter. So the program
loads it once, waits, and forks for each order: the new process has what a fresh one would have,
bounds itself, reads its order and writes its answer by itself, and ends. What stands ready sees
no order and no answer: nothing of one letter is in the memory from which the next is forked.
"""

from __future__ import annotations

import os
import select
import socket
import sys
from collections.abc import Callable
from typing import Final, NoReturn

STAND_READY: Final = "--stand-ready"
IDLE_SECONDS: Final = 300
"""Without an order for so long, it goes; who has one later starts another."""


def stand_ready(do_one: Callable[[], int]) -> int:
    """Do orders until nobody has one any more; returns the exit status of this process.

    Standard input is a socket over which each order comes as a file descriptor, to be read from
    and written to; what goes back over it is the exit status of the order's process.
    """
    with socket.socket(fileno=os.dup(0)) as orders:
        while select.select([orders], [], [], IDLE_SECONDS)[0]:
            _, descriptors, _, _ = socket.recv_fds(orders, 1, 1)
            if not descriptors:
                break
            status = _done(do_one, descriptors[0], orders)
            orders.sendall(status.to_bytes(4, "big", signed=True))
    return 0


def _done(do_one: Callable[[], int], order: int, orders: socket.socket) -> int:
    number = os.fork()
    if number == 0:
        orders.close()
        _do(do_one, order)
    os.close(order)
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def _do(do_one: Callable[[], int], order: int) -> NoReturn:
    """Be the process of one order. Whatever goes wrong is its exit status, and no text."""
    status = 1
    try:
        os.dup2(order, 0)
        os.dup2(order, 1)
        os.close(order)
        done = do_one()
        sys.stdout.flush()
        status = done  # not before all of it is said
    finally:
        os._exit(status)
