/// `hone ledger`: [LedgerCommand][dev.hone.cli.ledger.LedgerCommand] and what it can do with a
/// ledger as a whole: count, check, copy out and in, and pack it. None of them asks a model.
@NullMarked
package dev.hone.cli.ledger;

import org.jspecify.annotations.NullMarked;
