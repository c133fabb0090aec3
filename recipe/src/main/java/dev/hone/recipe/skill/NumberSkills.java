package dev.hone.recipe.skill;

import dev.hone.recipe.words.HeldOut;
import dev.hone.recipe.words.Part;

import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/// Skills on one number from 0 to 999, or on two from 0 to 99.
final class NumberSkills {

    private static final int PAIR_BELOW = 100;
    private static final int BELOW = 1000;
    private static final List<String> BETWEEN = List.of(" ", " ", " ", " and ", ", ");

    private NumberSkills() {}

    static List<Skill> all() {
        return List.of(
                ofTwo("sum", Integer::sum, false),
                ofTwo("difference", (a, b) -> a - b, true),
                ofTwo("larger", Math::max, false),
                ofTwo("smaller", Math::min, false),
                ofOne("number-words", NumberNames::of),
                new Skill("words-number", false, NumberSkills::fromWords),
                ofOne("even-odd", number -> number % 2 == 0 ? "even" : "odd"),
                ofOne("next-number", number -> Integer.toString(number + 1)),
                ofOne("double", number -> Integer.toString(2 * number)));
    }

    private static Skill ofOne(String name, IntFunction<String> answer) {
        return new Skill(
                name,
                false,
                (random, part) -> {
                    int number = number(random, part);
                    return Item.of(Integer.toString(number), answer.apply(number));
                });
    }

    private static Item fromWords(RandomGenerator random, Part part) {
        int number = number(random, part);
        return Item.of(NumberNames.of(number), Integer.toString(number));
    }

    /// Small numbers are few, and all of them are taught.
    private static int number(RandomGenerator random, Part part) {
        while (true) {
            int number = random.nextInt(random.nextBoolean() ? PAIR_BELOW : BELOW);
            boolean heldOut = number >= PAIR_BELOW / 5 && HeldOut.is("number " + number);
            if (heldOut == (part == Part.HELD_OUT)) {
                return number;
            }
        }
    }

    private static Skill ofTwo(String name, IntBinaryOperator answer, boolean largerFirst) {
        return new Skill(
                name,
                false,
                (random, part) -> {
                    while (true) {
                        int a = random.nextInt(PAIR_BELOW);
                        int b = random.nextInt(PAIR_BELOW);
                        int first = largerFirst ? Math.max(a, b) : a;
                        int second = largerFirst ? Math.min(a, b) : b;
                        if (first == second || !HeldOut.isIn(part, first + " " + second)) {
                            continue;
                        }
                        String between = BETWEEN.get(random.nextInt(BETWEEN.size()));
                        return Item.of(
                                first + between + second,
                                Integer.toString(answer.applyAsInt(first, second)));
                    }
                });
    }
}
