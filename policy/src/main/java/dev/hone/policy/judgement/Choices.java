package dev.hone.policy.judgement;

import dev.hone.Prompt;
import dev.hone.experience.Query;
import dev.hone.policy.PromptScorer;

import java.util.ArrayList;
import java.util.List;

/// The prompt that a policy chose for each query.
///
/// @param prompts one for every query, in their order
public record Choices(List<Query> queries, List<Prompt> prompts) {

    public Choices {
        queries = List.copyOf(queries);
        prompts = List.copyOf(prompts);
        if (queries.size() != prompts.size()) {
            throw new IllegalArgumentException(
                    "Every query needs one prompt, but there are "
                            + queries.size()
                            + " queries and "
                            + prompts.size()
                            + " prompts.");
        }
    }

    /// For each query the prompt with the highest score; of equal ones the first.
    ///
    /// @param candidates not empty, known to the scorer
    public static Choices best(PromptScorer scorer, List<Query> queries, List<Prompt> candidates) {
        List<Prompt> prompts = new ArrayList<>(queries.size());
        for (int best : scorer.best(queries, candidates)) {
            prompts.add(candidates.get(best));
        }
        return new Choices(queries, prompts);
    }

    /// The same prompt for every query.
    public static Choices always(Prompt prompt, List<Query> queries) {
        return new Choices(queries, queries.stream().map(query -> prompt).toList());
    }
}
