/// Text into the numbers a network of the GPT-2 family was trained on, and back.
///
/// Open `Tokenizer` first: `Gpt2Tokenizer` is GPT-2's own, `ReducedTokenizer` keeps the part of it
/// that some texts need, `HuggingFaceTokenizer` reads another vocabulary from a folder. The weights
/// are next door, in `dev.hone.policy.weights`.
@NullMarked
package dev.hone.policy.tokenizer;

import org.jspecify.annotations.NullMarked;
