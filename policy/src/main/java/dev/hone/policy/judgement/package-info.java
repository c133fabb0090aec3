/// What policies are worth: the table policy × accuracy, difference to the best single prompt,
/// share of the reliable oracle gap recovered.
///
/// A [Judgement][dev.hone.policy.judgement.Judgement] runs
/// [contenders][dev.hone.policy.judgement.Contender] on the same recorded outcomes and gives a
/// [PolicyRow][dev.hone.policy.judgement.PolicyRow] for each;
/// [Folds][dev.hone.policy.judgement.Folds] cross-validates. Contenders to compare with are next
/// door, in `dev.hone.policy.baseline`.
@NullMarked
package dev.hone.policy.judgement;

import org.jspecify.annotations.NullMarked;
