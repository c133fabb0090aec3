/// From experiences to a policy that may be used: training, fall-back and judgement in one.
///
/// Open [Learner][dev.hone.policy.learning.Learner] first.
@NullMarked
package dev.hone.policy.learning;

import org.jspecify.annotations.NullMarked;
