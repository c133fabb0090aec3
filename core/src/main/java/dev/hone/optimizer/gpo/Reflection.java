package dev.hone.optimizer.gpo;

import dev.hone.optimizer.trajectory.TrajectoryItem;

/// What the optimizer model said is wrong with a prompt.
///
/// @param gain the score of the prompt selected with its help minus the score before; 0 until known
record Reflection(String text, double gain) implements TrajectoryItem {

    @Override
    public double value() {
        return gain;
    }

    Reflection withGain(double known) {
        return new Reflection(text, known);
    }
}
