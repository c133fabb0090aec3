package dev.hone.testkit;

import dev.hone.ledger.Ledger;

class InMemoryLedgerTest extends LedgerContract {

    private final InMemoryLedger ledger = new InMemoryLedger();

    @Override
    protected Ledger open() {
        return ledger.reopened();
    }
}
