/// What a policy is compared with on the same data, each by its name in
/// [Baselines][dev.hone.policy.baseline.Baselines]: a random prompt, the best single prompt, the
/// oracles, and a logistic regression on words; and the control
/// [QueryShuffled][dev.hone.policy.baseline.QueryShuffled].
@NullMarked
package dev.hone.policy.baseline;

import org.jspecify.annotations.NullMarked;
