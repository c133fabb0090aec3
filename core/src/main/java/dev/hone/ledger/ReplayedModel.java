package dev.hone.ledger;

import dev.hone.Digest;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelException;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;

import java.util.function.Function;

/// Answers from the ledger and asks nobody. Thread-safe.
///
/// Counts as [LedgeredModel] counts, so that a run that is made again from its ledger has used what
/// the run has used.
public final class ReplayedModel implements LanguageModel {

    private final Ledger ledger;
    private final UsageMeter meter;
    private final Function<ModelRequest, RuntimeException> missing;
    private volatile boolean severalAtOnce = true;

    /// @param missing what to throw for a request that has no answer
    public ReplayedModel(
            Ledger ledger, UsageMeter meter, Function<ModelRequest, RuntimeException> missing) {
        this.ledger = ledger;
        this.meter = meter;
        this.missing = missing;
    }

    /// Whether requests for several completions have been answered so far. The first that is not in
    /// the ledger was made one by one; that it is asked for leaves no trace.
    public boolean givesSeveralAtOnce() {
        return severalAtOnce;
    }

    @Override
    public ModelResponse generate(ModelRequest request) {
        Digest key = request.digest();
        RecordedAnswer answer = ledger.find(key).orElse(null);
        if (answer != null) {
            meter.used(key, answer);
            return answer.response();
        }
        if (request.samples() > 1 && severalAtOnce) {
            severalAtOnce = false;
            throw new ModelException.Rejected("The answers were recorded one by one.", null);
        }
        RuntimeException failure = missing.apply(request);
        if (failure instanceof ModelException.Rejected) {
            meter.failed(key);
        }
        throw failure;
    }
}
