package dev.hone.cli.option;

import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.policy.Computation;
import dev.hone.policy.Computation.Device;
import dev.hone.policy.Computation.Precision;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/// On what a policy computes.
public final class ComputationOptions {

    @Option(
            names = "--device",
            paramLabel = "NAME",
            defaultValue = "cpu",
            description = "cpu or cuda. Default: ${DEFAULT-VALUE}.")
    private String device = "cpu";

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            description =
                    "float32 or bfloat16. Default: float32, and bfloat16 where large networks write"
                            + " on processors that are quick at it.")
    private @Nullable String precision;

    /// @throws InputException for a name that there is not
    public Computation computation() {
        String given = precision;
        return new Computation(
                switch (device) {
                    case "cpu" -> Device.CPU;
                    case "cuda" -> Device.CUDA;
                    default -> throw wrong("--device", device, "cpu or cuda");
                },
                given == null
                        ? null
                        : switch (given) {
                            case "float32" -> Precision.FLOAT32;
                            case "bfloat16" -> Precision.BFLOAT16;
                            default -> throw wrong("--precision", given, "float32 or bfloat16");
                        });
    }

    private static InputException wrong(String option, String given, String right) {
        return new InputException(
                option + " is \"" + Excerpt.of(given) + "\", but must be " + right + ".");
    }
}
