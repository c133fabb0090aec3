package dev.hone.limit;

import dev.hone.model.LanguageModel;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/// Keeps to a number of calls in flight, of requests a minute and of tokens a minute, by making
/// callers wait.
///
/// Tokens are taken by estimate (4 characters a token, and all the output the request allows) and
/// corrected once the answer says how many there were. The slot is taken first and the pace kept
/// inside it, so that a call is counted at the moment it is sent.
public final class ThrottledModel implements LanguageModel {

    private final LanguageModel model;
    private final Semaphore slots;
    private final @Nullable TokenBucket requests;
    private final @Nullable TokenBucket tokens;
    private final Cancellation cancellation;

    /// @param nanoTime as [System#nanoTime()]
    public ThrottledModel(
            LanguageModel model,
            Limits limits,
            LongSupplier nanoTime,
            Sleeper sleeper,
            Cancellation cancellation) {
        this.model = model;
        this.slots = new Semaphore(limits.concurrency(), true);
        this.requests = bucket(limits.requestsPerMinute(), nanoTime, sleeper);
        this.tokens = bucket(limits.tokensPerMinute(), nanoTime, sleeper);
        this.cancellation = cancellation;
    }

    private static @Nullable TokenBucket bucket(
            int perMinute, LongSupplier nanoTime, Sleeper sleeper) {
        return perMinute == 0 ? null : new TokenBucket(perMinute, nanoTime, sleeper);
    }

    @Override
    public ModelResponse generate(ModelRequest request) {
        try {
            slots.acquire();
        } catch (InterruptedException e) {
            throw Cancellation.interrupted(e);
        }
        try {
            cancellation.checkMayCall();
            return paced(request);
        } finally {
            slots.release();
        }
    }

    private ModelResponse paced(ModelRequest request) {
        long estimate = tokens == null ? 0 : TokenEstimate.usual(request);
        try {
            if (requests != null) {
                requests.take(1);
            }
            if (tokens != null) {
                tokens.take((double) estimate);
            }
        } catch (InterruptedException e) {
            throw Cancellation.interrupted(e);
        }
        ModelResponse response = model.generate(request);
        if (tokens != null && response.usage().isKnown()) {
            long used = response.usage().input() + response.usage().output();
            tokens.giveBack((double) (estimate - used));
        }
        return response;
    }
}
