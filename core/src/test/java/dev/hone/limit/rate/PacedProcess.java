package dev.hone.limit.rate;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/// A process that sends as fast as the gate of an account lets it, and prints when it did.
final class PacedProcess {

    static final String ACCOUNT = "account";

    private PacedProcess() {}

    /// @param args folder, requests, requests a minute
    public static void main(String[] args) {
        RateGates gates =
                new RateGates(
                        Path.of(args[0]),
                        System::nanoTime,
                        InstantSource.system(),
                        warning -> {
                            throw new IllegalStateException(warning);
                        });
        RateGate gate = gates.of(ACCOUNT);
        for (int sent = 0; sent < Integer.parseInt(args[1]); sent++) {
            RateGate.Pass pass =
                    gate.pass(
                            "model",
                            new Weight(1, 1),
                            new Ceiling(64, Integer.parseInt(args[2]), 0));
            for (long wait = pass.tryEnter(); wait != 0; wait = pass.tryEnter()) {
                LockSupport.parkNanos(wait);
            }
            System.out.println(InstantSource.system().millis());
            pass.answered(dev.hone.model.TokenUsage.UNKNOWN);
        }
    }
}
