package dev.hone.limit;

import dev.hone.limit.rate.Ceiling;
import dev.hone.limit.rate.RateGate;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Keeps to what a [RateGate] lets through, by making callers wait: the user's limits on calls in
/// flight, requests a minute and tokens a minute, and what the provider bears. First come, first
/// served.
///
/// Tokens are taken by estimate (4 characters a token, and all the output the request allows) and
/// corrected once the answer says how many there were. Slot and pace are taken at once, at the
/// moment the call is sent.
public final class ThrottledModel implements LanguageModel {

    // Whoever is first in line looks this often whether something was given back.
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final LanguageModel model;
    private final String name;
    private final Ceiling ceiling;
    private final RateGate gate;
    private final Sleeper sleeper;
    private final Cancellation cancellation;
    private final ReentrantLock line = new ReentrantLock(true);

    /// As below, behind a gate of its own.
    ///
    /// @param nanoTime as [System#nanoTime()]
    public ThrottledModel(
            LanguageModel model,
            Limits limits,
            LongSupplier nanoTime,
            Sleeper sleeper,
            Cancellation cancellation) {
        this(model, "", limits, RateGate.ofProcess(nanoTime), sleeper, cancellation);
    }

    /// @param name the identity the model was connected as, by which the gate tells models apart
    /// @param gate shared by all who use the same account
    public ThrottledModel(
            LanguageModel model,
            String name,
            Limits limits,
            RateGate gate,
            Sleeper sleeper,
            Cancellation cancellation) {
        this.model = model;
        this.name = name;
        this.ceiling =
                new Ceiling(
                        limits.concurrency(), limits.requestsPerMinute(), limits.tokensPerMinute());
        this.gate = gate;
        this.sleeper = sleeper;
        this.cancellation = cancellation;
    }

    @Override
    public ModelResponse generate(ModelRequest request) {
        RateGate.Pass pass = gate.pass(name, TokenEstimate.usual(request), ceiling);
        try {
            enter(pass);
        } catch (InterruptedException e) {
            throw Cancellation.interrupted(e);
        }
        ModelResponse response;
        try {
            response = model.generate(request);
        } catch (RuntimeException | Error e) {
            pass.failed(e);
            throw e;
        }
        pass.answered(response.usage());
        return response;
    }

    private void enter(RateGate.Pass pass) throws InterruptedException {
        line.lockInterruptibly();
        try {
            cancellation.checkMayCall();
            long wait = pass.tryEnter();
            while (wait != 0) {
                if (wait == RateGate.Pass.FOR_A_SLOT) {
                    pass.awaitSlot();
                } else {
                    sleeper.sleep(Duration.ofNanos(Math.min(wait, LOOK_AGAIN_NANOS)));
                }
                cancellation.checkMayCall();
                wait = pass.tryEnter();
            }
        } finally {
            line.unlock();
        }
    }
}
