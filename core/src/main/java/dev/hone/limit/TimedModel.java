package dev.hone.limit;

import dev.hone.model.LanguageModel;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/// Ends an attempt that takes too long, as a transient failure, and tells how long an answer took
/// where the provider does not.
///
/// This stands although providers have time-outs of their own: the JDK's HTTP client stops its
/// clock when the headers have come (until JDK 26), so an answer that trickles or stalls half-way
/// would hold its caller for ever. The attempt runs on a virtual thread, which is interrupted when
/// the time is up; an answer that comes at that very moment is kept. The clock is read on that
/// thread, around the provider and nothing else.
public final class TimedModel implements LanguageModel {

    private final LanguageModel model;
    private final Duration timeout;
    private final LongSupplier nanoTime;

    /// @param timeout of one call
    public TimedModel(LanguageModel model, Duration timeout) {
        this(model, timeout, System::nanoTime);
    }

    /// @param timeout of one call
    /// @param nanoTime a clock in nanoseconds from any origin, read by many threads
    public TimedModel(LanguageModel model, Duration timeout, LongSupplier nanoTime) {
        this.model = model;
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    @Override
    public ModelResponse generate(ModelRequest request) {
        FutureTask<ModelResponse> attempt = new FutureTask<>(() -> measured(request));
        Thread.ofVirtual().name("model call").start(attempt);
        try {
            return attempt.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            if (attempt.cancel(true)) {
                throw new ModelException.Transient(
                        "The model did not answer within " + seconds() + " s.", e);
            }
            return finished(attempt);
        } catch (InterruptedException e) {
            if (attempt.cancel(true)) {
                throw Cancellation.interrupted(e);
            }
            Thread.currentThread().interrupt();
            return finished(attempt);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    private ModelResponse measured(ModelRequest request) {
        long before = nanoTime.getAsLong();
        ModelResponse response = model.generate(request);
        long took = Math.max(0, nanoTime.getAsLong() - before);
        return response.latency() == null ? response.withLatency(Duration.ofNanos(took)) : response;
    }

    private static ModelResponse finished(FutureTask<ModelResponse> attempt) {
        try {
            return attempt.resultNow();
        } catch (IllegalStateException e) {
            throw unwrapped(new ExecutionException(attempt.exceptionNow()));
        }
    }

    private static RuntimeException unwrapped(ExecutionException failure) {
        return switch (failure.getCause()) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            case null, default -> new IllegalStateException(failure);
        };
    }

    private String seconds() {
        return timeout.toMillis() % 1000 == 0
                ? Long.toString(timeout.toSeconds())
                : Double.toString(timeout.toMillis() / 1000.0);
    }
}
