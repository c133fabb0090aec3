package dev.hone.optimizer.mipro;

/// A combination, by its places among the candidates.
///
/// @param instruction 0 for the seed prompt
/// @param demonstrations 0 for none
record Choice(int instruction, int demonstrations) {

    /// The seed prompt as it is.
    static final Choice SEED = new Choice(0, 0);
}
