package dev.hone.testkit;

import dev.hone.Digest;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A provider that dies after some answers, as a killed process or an ended budget looks to a
/// search, and comes back when it is told to. It remembers what it has answered. Thread-safe.
final class DyingModel implements LanguageModel {

    private final LanguageModel model;
    private final Set<Digest> answered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answeredAgain = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    private volatile boolean byBudget;

    DyingModel(LanguageModel model) {
        this.model = model;
    }

    /// @param byBudget whether it says that a budget has ended, instead of an interruption
    void dieAfter(int answers, boolean byBudget) {
        this.byBudget = byBudget;
        left.set(answers);
    }

    void comeBack() {
        left.set(Integer.MAX_VALUE);
    }

    int answered() {
        return answered.size();
    }

    /// Requests that came although they had been answered.
    int answeredAgain() {
        return answeredAgain.get();
    }

    @Override
    public ModelResponse generate(ModelRequest request) {
        if (left.getAndDecrement() <= 0) {
            left.set(0);
            throw byBudget
                    ? new ModelException.BudgetExhausted("calls", "spent")
                    : new ModelException.Interrupted("killed", null);
        }
        ModelResponse response = model.generate(request);
        if (!answered.add(request.digest())) {
            answeredAgain.incrementAndGet();
        }
        return response;
    }
}
