package dev.hone.testkit.synthetic;

import dev.hone.InputException;

import java.nio.file.Path;

/// What the synthetic model answers rightly: a landscape of prompts whose heights are known.
///
/// Whether an example is answered rightly follows from the prompt and the example's input alone,
/// for ever. Implementations are immutable to their users and thread-safe; their `toString` says
/// all they hold.
public sealed interface ResponseSurface
        permits Skills, Additive, Interacting, Deceptive, Noisy, Recorded {

    /// Whether the example with this input is answered rightly under the prompt.
    boolean isRight(String prompt, String input);

    /// The part of all possible examples that is answered rightly under the prompt, in [0, 1]. A
    /// split holds a sample of them, and its score scatters around this.
    double score(String prompt);

    /// The highest score that any prompt has, in [0, 1].
    double best();

    /// Reads a file by its `kind`: `additive`, `interacting`, `deceptive`, `noisy` or `recorded`;
    /// without one it holds [Skills].
    ///
    /// @throws InputException when the file is missing, too large or not of its kind's form
    static ResponseSurface read(Path file) {
        return SurfaceFile.read(file);
    }
}
