package dev.hone.policy;

import dev.hone.Prompt;
import dev.hone.experience.Query;
import dev.hone.run.RandomStreams;

import java.nio.file.Path;
import java.util.List;

/// A trained policy: writes a prompt for a query, or says how likely it is to write known ones.
/// Never asks the target model. Thread-safe.
///
/// As a [PromptScorer] its scores are probabilities: each row sums to 1 over prompts that differ in
/// the tokens the policy can write.
public interface Policy extends PromptScorer {

    /// One prompt for every query, in their order, as long as the policy can write at most. A
    /// prompt may be empty. What is written for a query does not depend on the others.
    ///
    /// @param random the only source of chance; not used by [Writing#GREEDY]
    List<Prompt> write(List<Query> queries, Writing writing, RandomStreams random);

    /// Writes weights, vocabulary and `policy.json` into a folder that exists. Files that are there
    /// are replaced, each at once.
    void save(Path folder);

    /// How the policy came to be.
    TrainingSummary summary();
}
