package dev.hone.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Reads a stream that may never say anything again: the time-out of an HTTP request ends with the
/// headers of its answer.
final class PatientInput implements AutoCloseable {

    private final InputStream in;
    private final Duration patience;
    private final ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor();

    PatientInput(InputStream in, Duration patience) {
        this.in = in;
        this.patience = patience;
    }

    /// As [InputStream#read(byte[])], within the time given.
    int read(byte[] buffer) throws IOException {
        Future<Integer> count = reader.submit(() -> in.read(buffer));
        try {
            return count.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("nothing came for " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("it was interrupted");
        }
    }

    /// Ends a read that still waits.
    @Override
    public void close() throws IOException {
        reader.shutdownNow();
        in.close();
        reader.close();
    }
}
