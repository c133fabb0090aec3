/// A trained policy writes prompts for queries (QPO §3.2, §4, §5.1), token by token, with what it
/// has read kept in a cache: [PromptGenerator][dev.hone.policy.generation.PromptGenerator]. Takes
/// the tensors of the network by their names and knows nothing of training.
@NullMarked
package dev.hone.policy.generation;

import org.jspecify.annotations.NullMarked;
