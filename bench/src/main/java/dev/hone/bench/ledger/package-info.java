/// What the ledger costs: [LedgerBenchmark][dev.hone.bench.ledger.LedgerBenchmark] measures
/// writing, reading, memory and growth, beside SQLite used naively, Python's diskcache, and what
/// the disk itself allows.
@NullMarked
package dev.hone.bench.ledger;

import org.jspecify.annotations.NullMarked;
