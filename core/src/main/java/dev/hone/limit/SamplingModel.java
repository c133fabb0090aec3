package dev.hone.limit;

import dev.hone.model.Completion;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.TokenUsage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/// Gives as many completions as are asked for, whatever the provider can: in one request where it
/// gives several at once, otherwise one by one.
///
/// This stands outside ledger, retries and budgets: what reaches them is what is sent, so every
/// single request has its own entry, its own retries and its own reserved call.
///
/// One by one, completion i (from 0) is a request of its own with the request's seed plus i, or
/// with seed i when it has none, because equal requests are one draw. They are sent at the same
/// time, on virtual threads, and joined in this order. If some fail, all end before the first
/// failure in this order is thrown; the others are in the ledger, and free the next time. How long
/// all of them took together is unknown.
///
/// A provider that shows only when asked that it gives one at a time costs one refused request, and
/// at most one completion that is lost, for every request in flight until it has shown that: once a
/// process where requests for several follow each other.
public final class SamplingModel implements LanguageModel {

    private final LanguageModel model;
    private final BooleanSupplier severalAtOnce;

    /// @param severalAtOnce whether the provider gives several completions to one request; may turn
    ///   false once the provider has shown otherwise, and is thread-safe
    public SamplingModel(LanguageModel model, BooleanSupplier severalAtOnce) {
        this.model = model;
        this.severalAtOnce = severalAtOnce;
    }

    @Override
    public ModelResponse generate(ModelRequest request) {
        if (request.samples() == 1) {
            return model.generate(request);
        }
        if (severalAtOnce.getAsBoolean()) {
            try {
                return model.generate(request);
            } catch (ModelException.Rejected e) {
                if (severalAtOnce.getAsBoolean()) {
                    throw e;
                }
            }
        }
        return oneByOne(request);
    }

    private ModelResponse oneByOne(ModelRequest request) {
        List<Callable<ModelResponse>> calls = new ArrayList<>();
        for (int index = 0; index < request.samples(); index++) {
            ModelRequest single = single(request, index);
            calls.add(() -> model.generate(single));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return joined(threads.invokeAll(calls));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException.Interrupted("The run was interrupted.", e);
        }
    }

    private static ModelRequest single(ModelRequest request, int index) {
        Long seed = request.seed();
        return new ModelRequest(
                request.settings(), request.messages(), 1, seed == null ? index : seed + index);
    }

    private static ModelResponse joined(List<Future<ModelResponse>> answers) {
        List<Completion> completions = new ArrayList<>();
        TokenUsage usage = TokenUsage.ZERO;
        for (Future<ModelResponse> answer : answers) {
            ModelResponse response = finished(answer);
            completions.addAll(response.completions());
            usage = usage.plus(response.usage());
        }
        return new ModelResponse(completions, usage);
    }

    private static ModelResponse finished(Future<ModelResponse> answer) {
        if (answer.state() == Future.State.SUCCESS) {
            return answer.resultNow();
        }
        switch (answer.exceptionNow()) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }
}
