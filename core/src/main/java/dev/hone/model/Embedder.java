package dev.hone.model;

import java.util.List;

/// Puts texts into a space in which near means alike. Implementations are thread-safe and
/// deterministic.
@FunctionalInterface
public interface Embedder {

    /// One vector of a fixed length for every text, in the texts' order.
    List<float[]> embed(List<String> texts);
}
