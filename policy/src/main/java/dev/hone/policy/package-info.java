/// Policies: the prompt each query needs (QPO).
///
/// A [PromptScorer][dev.hone.policy.PromptScorer], made by a
/// [ScorerTrainer][dev.hone.policy.ScorerTrainer], says which known prompt suits a query.
@NullMarked
package dev.hone.policy;

import org.jspecify.annotations.NullMarked;
