/// Where a ledger is, as a person names it: a file or a database. Open
/// [LedgerPlace][dev.hone.ledger.place.LedgerPlace] first; the ledgers are next door.
@NullMarked
package dev.hone.ledger.place;

import org.jspecify.annotations.NullMarked;
