/// The weights of a network as files: safetensors read and written, a Hugging Face folder of GPT-2
/// checked against its own configuration, and the download of one. No native code.
///
/// Open `Safetensors` first, then `PretrainedFolder`. What turns text into the numbers these
/// weights were trained on is in `dev.hone.policy.tokenizer`.
@NullMarked
package dev.hone.policy.weights;

import org.jspecify.annotations.NullMarked;
