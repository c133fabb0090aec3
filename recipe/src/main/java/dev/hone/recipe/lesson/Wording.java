package dev.hone.recipe.lesson;

import dev.hone.recipe.phrasing.Phrasings;

import java.util.random.RandomGenerator;

/// Puts an instruction and an input into one message.
public final class Wording {

    private static final String INSTRUCTION = "{I}";
    private static final String INPUT = "{X}";

    private final Phrasings phrasings;

    public Wording(Phrasings phrasings) {
        this.phrasings = phrasings;
    }

    /// Mostly plainly, a line each and the input first as often as last; else in one of the ways
    /// people do it.
    public String of(String instruction, String input, RandomGenerator random) {
        if (instruction.isEmpty()) {
            return input;
        }
        String form =
                switch (random.nextInt(6)) {
                    case 0, 1 -> INPUT + "\n" + INSTRUCTION;
                    case 2, 3 -> INSTRUCTION + "\n" + INPUT;
                    case 4 -> phrasings.draw("wrap-before", random);
                    default -> phrasings.draw("wrap-after", random);
                };
        return form.replace(INSTRUCTION, instruction).replace(INPUT, input);
    }
}
