/// Whole ledgers on their way in and out, whatever store they lie in.
///
/// [LedgerExport][dev.hone.ledger.transfer.LedgerExport] writes the lines that
/// [LedgerImport][dev.hone.ledger.transfer.LedgerImport] reads back; [FlatTable][
/// dev.hone.ledger.transfer.FlatTable] makes plain rows and columns for analysis, and
/// [LedgerStatistics][dev.hone.ledger.transfer.LedgerStatistics] counts.
@NullMarked
package dev.hone.ledger.transfer;

import org.jspecify.annotations.NullMarked;
