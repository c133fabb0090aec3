package dev.hone.ledger;

/// The right to send one request, until it is closed or its process ends, however it ends. Closed
/// once; by any thread.
public interface Claim extends AutoCloseable {

    @Override
    void close();
}
