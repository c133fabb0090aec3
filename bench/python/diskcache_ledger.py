"""Puts and gets a second of diskcache: diskcache_ledger.py FOLDER ANSWERS THREADS

Prints puts as diskcache does them, puts with a sync for each, and gets. Values are dictionaries of
the size that bench/run ledger writes, under a hash as the key.
"""

import hashlib
import shutil
import sys
import threading
import time

import diskcache

folder, answers, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
entries = [
    (
        hashlib.sha256(str(i).encode()).hexdigest(),
        {"request": {"model": "m", "messages": ["q" * 360 + str(i)]}, "text": "a" * 170 + str(i)},
    )
    for i in range(answers)
]


def rate(work):
    def part(number):
        for i in range(number, answers, threads):
            work(entries[i])

    workers = [threading.Thread(target=part, args=(n,)) for n in range(threads)]
    start = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return answers / (time.perf_counter() - start)


def puts(**settings):
    shutil.rmtree(folder, ignore_errors=True)
    cache = diskcache.Cache(folder, timeout=60, **settings)
    return cache, rate(lambda entry: cache.set(entry[0], entry[1]))


cache, durable = puts(sqlite_synchronous=2)
cache.close()
cache, plain = puts()


def get(entry):
    assert cache.get(entry[0]) is not None


gets = rate(get)
cache.close()
shutil.rmtree(folder, ignore_errors=True)
print(plain, durable, gets)
