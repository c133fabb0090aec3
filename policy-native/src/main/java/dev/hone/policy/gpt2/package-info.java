/// The policy of QPO: a small GPT-2 that writes a prompt for a query.
@NullMarked
package dev.hone.policy.gpt2;

import org.jspecify.annotations.NullMarked;
