/// Language models in GGUF files, run in this process.
///
/// [LlamaEngine][dev.hone.local.LlamaEngine] is found as a service for `local:FILE.gguf`;
/// [LocalModel][dev.hone.local.LocalModel] is a model that answers. How llama.cpp is called is in
/// `llama`.
@NullMarked
package dev.hone.local;

import org.jspecify.annotations.NullMarked;
