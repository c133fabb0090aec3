/// The loop (QPO §4): the policy writes prompts for new queries, the target model is asked, what
/// was good joins the demonstrations, and the policy is trained on.
///
/// Open [MultiLoop][dev.hone.policy.loop.MultiLoop] first; its
/// [Collector][dev.hone.policy.loop.Collector] asks, its [Merger][dev.hone.policy.loop.Merger]
/// keeps what is new and good. What a policy is worth on a task is a
/// [PolicyEvaluation][dev.hone.policy.loop.PolicyEvaluation].
@NullMarked
package dev.hone.policy.loop;

import org.jspecify.annotations.NullMarked;
