package dev.hone.policy.training;

import dev.hone.policy.training.TrainingConfig.Precision;

import java.nio.file.Path;
import java.util.List;

/// A process that writes checkpoints until it is killed, and says the number of each once it is
/// there.
final class EndlessCheckpoints {

    private EndlessCheckpoints() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        PolicyTraining training = TinyTask.training(TinyTask.config(Precision.FLOAT32, 0), 5);
        while (true) {
            training.save(folder, TinyTask.ORIGIN, List.of());
            System.out.println(Checkpoint.read(folder).generation());
        }
    }
}
