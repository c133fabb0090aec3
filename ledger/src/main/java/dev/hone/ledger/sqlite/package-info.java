/// The ledger in one SQLite file: [SqliteLedger][dev.hone.ledger.sqlite.SqliteLedger].
///
/// Durable means a write-ahead log that is synced at every commit. That would cap a run at a few
/// thousand answers a second, so one thread commits for all callers who wait at the moment (group
/// commit), and readers have connections of their own and never wait for it. What was asked for
/// lately is answered from memory.
///
/// [FileCheck][dev.hone.ledger.sqlite.FileCheck] and
/// [FileCompaction][dev.hone.ledger.sqlite.FileCompaction] work on the file as a whole.
@NullMarked
package dev.hone.ledger.sqlite;

import org.jspecify.annotations.NullMarked;
