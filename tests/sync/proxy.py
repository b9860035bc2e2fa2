"""A bad network in one file: a TCP proxy that refuses, delays, cuts requests and answers, or holds an answer back.

Pure asyncio, in a thread of its own; every connection draws its fate from one seeded sequence.
"""

import asyncio
import collections
import random
import threading

FATES = ("refuse", "slow", "cut_request", "drop_answer", "cut_answer")


class Proxy:
    """`with Proxy(port, faults=0.4) as proxy:` listens on `proxy.port`; `proxy.seen` counts fates.

    `hold` lets every request through and no answer back, until the connection ends.
    """

    def __init__(self, target, *, faults=0.0, seed=1, hold=False):
        self.target, self.faults, self.hold = target, faults, hold
        self.seen, self.chance, self.port = collections.Counter(), random.Random(seed), 0
        self.answered = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self):
        self._thread.start()
        starting = asyncio.start_server(self._connection, "127.0.0.1", 0)
        self._server = asyncio.run_coroutine_threadsafe(starting, self._loop).result(10)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_):
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _end(self):
        self._server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _fate(self):
        fate = self.chance.choice(FATES) if self.chance.random() < self.faults else "pass"
        self.seen[fate] += 1
        return fate

    async def _connection(self, reader, writer):
        fate = self._fate()
        try:
            if fate != "refuse":
                if fate == "slow":
                    await asyncio.sleep(self.chance.uniform(0.02, 0.3))
                await self._carry(fate, reader, writer)
        except (ConnectionError, OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.transport.abort()

    async def _carry(self, fate, reader, writer):
        request = await self._request(reader)
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", self.target)
        try:
            if fate == "cut_request":
                inner_writer.write(request[: self.chance.randrange(1, len(request))])
                await inner_writer.drain()
                return
            inner_writer.write(request)
            await inner_writer.drain()
            answer = await inner_reader.read(-1)
            self.answered.set()
            if self.hold:
                await reader.read(-1)  # until the phone gives up
            elif fate == "cut_answer":
                writer.write(answer[: self.chance.randrange(0, max(len(answer), 1))])
                await writer.drain()
            elif fate != "drop_answer":
                writer.write(answer)
                await writer.drain()
        finally:
            inner_writer.transport.abort()

    async def _request(self, reader):
        """One whole request, by its Content-Length."""
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
        )
        return head + await reader.readexactly(length)
