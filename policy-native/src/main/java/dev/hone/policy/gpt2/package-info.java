/// The network of QPO: a GPT-2 that reads a reward, a query and the prompt so far, and says the
/// next token of the prompt. Open [PolicyNetwork][dev.hone.policy.gpt2.PolicyNetwork] first; it is
/// trained next door in `dev.hone.policy.training`.
@NullMarked
package dev.hone.policy.gpt2;

import org.jspecify.annotations.NullMarked;
