package dev.hone.models;

import dev.hone.model.Completion;
import dev.hone.model.LanguageModel;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelResponse;
import dev.hone.model.TokenUsage;

import java.util.ArrayList;
import java.util.List;

/// Gathers several completions from a model that gives one at a time.
final class SingleSamples {

    private static final long LARGEST_SEED = Integer.MAX_VALUE;

    private SingleSamples() {}

    /// All completions of the request, one call after the other; the i-th (from 0) with the seed
    /// plus i.
    static ModelResponse all(ModelRequest request, LanguageModel single) {
        return complete(request, new ModelResponse(List.of(), TokenUsage.ZERO), single);
    }

    /// The completions there are, followed by the missing ones.
    ///
    /// @param single is asked for one completion at a time
    static ModelResponse complete(ModelRequest request, ModelResponse soFar, LanguageModel single) {
        List<Completion> completions = new ArrayList<>(soFar.completions());
        TokenUsage usage = soFar.usage();
        while (completions.size() < request.samples()) {
            ModelResponse one = single.generate(sample(request, completions.size()));
            completions.add(one.completions().getFirst());
            usage = usage.plus(one.usage());
        }
        return new ModelResponse(completions, usage);
    }

    private static ModelRequest sample(ModelRequest request, int index) {
        Long seed = request.seed();
        Long own = seed == null ? null : Long.valueOf((seed + index) & LARGEST_SEED);
        return new ModelRequest(request.settings(), request.messages(), 1, own);
    }
}
