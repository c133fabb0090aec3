/// How the network of QPO learns from (query, prompt, reward):
/// [PolicyTraining][dev.hone.policy.training.PolicyTraining] takes the steps, `PolicyLoss` says
/// what is wrong, `Checkpoint` keeps where it stood.
@NullMarked
package dev.hone.policy.training;

import org.jspecify.annotations.NullMarked;
