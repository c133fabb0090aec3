/// How likely the network is to write each of the known prompts:
/// [PromptLikelihood][dev.hone.policy.likelihood.PromptLikelihood], over a tree in which shared
/// beginnings are computed once.
@NullMarked
package dev.hone.policy.likelihood;

import org.jspecify.annotations.NullMarked;
