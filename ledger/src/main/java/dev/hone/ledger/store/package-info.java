/// What ledgers in databases have in common: the rows with their checksums, and
/// [GroupCommit][dev.hone.ledger.store.GroupCommit], which writes for all who wait. How a row gets
/// into a table is the affair of the packages next door.
@NullMarked
package dev.hone.ledger.store;

import org.jspecify.annotations.NullMarked;
