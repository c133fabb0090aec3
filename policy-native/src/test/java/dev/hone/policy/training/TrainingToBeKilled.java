package dev.hone.policy.training;

import dev.hone.policy.TrainingPlan;
import dev.hone.policy.engine.NativeEngine;

import java.nio.file.Path;

/// A process that trains for longer than anyone waits, and says after each epoch how many are kept.
final class TrainingToBeKilled {

    private TrainingToBeKilled() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        TrainingPlan plan = Lessons.plan("think", 5, folder);
        new NativeEngine()
                .train(plan, epoch -> System.out.println(Checkpoint.read(folder).losses().size()));
    }
}
