/// Models in GGUF, the file format of llama.cpp, in plain Java: nothing here runs a model.
///
/// [Gguf][dev.hone.gguf.Gguf] reads a header and holds every number in it against the file's size,
/// so that nothing else needs to be trusted; [ModelFile][dev.hone.gguf.ModelFile] says what model
/// it is; [GgufWriter][dev.hone.gguf.GgufWriter] writes one, with tensors as
/// [Tensor][dev.hone.gguf.Tensor] encodes them. What a Llama-shaped or a GPT-2-shaped model must
/// hold is in [NetworkShape][dev.hone.gguf.NetworkShape], what its vocabulary must in
/// [ByteVocabulary][dev.hone.gguf.ByteVocabulary].
///
/// Layout, all numbers little-endian:
///
/// ```
/// magic "GGUF" · version u32 (3) · tensors u64 · entries u64
/// entry:  key string · type u32 · value        string: length u64, bytes in UTF-8
/// tensor: name string · dimensions u32 · sizes u64… · type u32 · offset u64
/// padding to the alignment · data, each tensor at its offset, a multiple of the alignment
/// ```
///
/// An array's value is element type u32, length u64, elements. The first size of a tensor is the
/// one whose elements lie side by side: a matrix that maps n inputs to m outputs has sizes n, m.
@NullMarked
package dev.hone.gguf;

import org.jspecify.annotations.NullMarked;
