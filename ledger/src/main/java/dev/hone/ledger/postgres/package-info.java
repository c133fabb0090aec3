/// The ledger of a team, in PostgreSQL: [PostgresLedger][dev.hone.ledger.postgres.PostgresLedger].
///
/// A server is a round trip away and may be gone for a while. So whatever waits at the moment
/// travels together: writes in one transaction, claims in one query. What lost its connection is
/// done again on a new one, and is the same whether or not it was done before.
@NullMarked
package dev.hone.ledger.postgres;

import org.jspecify.annotations.NullMarked;
