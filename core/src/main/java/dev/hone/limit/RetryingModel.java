package dev.hone.limit;

import dev.hone.model.LanguageModel;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Asks again when asking again may help.
///
/// Only [transient][ModelException.Transient] failures are retried. The wait before retry n is
/// drawn evenly from 0 to 0.5 s · 2^(n-1), at most 30 s ("full jitter": callers that failed
/// together do not come back together). When the provider names a time it is kept: the wait is that
/// time and up to half a second more. A provider that asks for more than 5 minutes is not waited
/// for.
public final class RetryingModel implements LanguageModel {

    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

    private final LanguageModel model;
    private final int retries;
    private final RandomGenerator random;
    private final Sleeper sleeper;
    private final Cancellation cancellation;

    /// @param retries attempts after the first, 0 or more
    /// @param random shapes the waits and nothing else; used by one thread at a time
    public RetryingModel(
            LanguageModel model,
            int retries,
            RandomGenerator random,
            Sleeper sleeper,
            Cancellation cancellation) {
        this.model = model;
        this.retries = retries;
        this.random = random;
        this.sleeper = sleeper;
        this.cancellation = cancellation;
    }

    @Override
    public ModelResponse generate(ModelRequest request) {
        for (int attempt = 1; ; attempt++) {
            cancellation.checkMayCall();
            try {
                return model.generate(request);
            } catch (ModelException.Transient failure) {
                if (attempt > retries) {
                    throw givenUp(failure, attempt, "");
                }
                pause(failure, attempt);
            }
        }
    }

    private void pause(ModelException.Transient failure, int attempt) {
        Duration asked = failure.retryAfter();
        if (asked != null && asked.compareTo(LONGEST_RETRY_AFTER) > 0) {
            throw givenUp(
                    failure,
                    attempt,
                    ": the provider asks to wait "
                            + asked.toSeconds()
                            + " s, and Hone waits at most "
                            + LONGEST_RETRY_AFTER.toSeconds()
                            + " s");
        }
        try {
            sleeper.sleep(
                    asked == null ? draw(bound(attempt)) : asked.plus(draw(FIRST_WAIT.toNanos())));
        } catch (InterruptedException e) {
            throw Cancellation.interrupted(e);
        }
    }

    private static long bound(int attempt) {
        int doublings = Math.min(attempt - 1, Integer.SIZE - 2);
        return Math.min(LONGEST_WAIT.toNanos(), FIRST_WAIT.toNanos() * (1L << doublings));
    }

    private Duration draw(long bound) {
        synchronized (random) {
            return Duration.ofNanos(random.nextLong(bound + 1));
        }
    }

    private static ModelException.Transient givenUp(
            ModelException.Transient last, int attempts, String why) {
        return new ModelException.Transient(
                last.getMessage()
                        + " (gave up after "
                        + attempts
                        + (attempts == 1 ? " attempt" : " attempts")
                        + why
                        + ")",
                last.retryAfter(),
                last.isRateLimited(),
                last);
    }
}
