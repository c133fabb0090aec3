/// llama.cpp, called through its C functions.
///
/// [LoadedModel][dev.hone.local.llama.LoadedModel] is a file in memory: it turns text into tokens
/// and back. [Lanes][dev.hone.local.llama.Lanes] generate from it, each on a thread of its own,
/// with many sequences in one batch. [LlamaFunctions][dev.hone.local.llama.LlamaFunctions] are the
/// functions and [NativeCode][dev.hone.local.llama.NativeCode] looks whether they can be called
/// here at all; nothing else touches memory that Java does not look after.
@NullMarked
package dev.hone.local.llama;

import org.jspecify.annotations.NullMarked;
