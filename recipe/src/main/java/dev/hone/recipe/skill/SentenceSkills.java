package dev.hone.recipe.skill;

import dev.hone.recipe.words.HeldOut;
import dev.hone.recipe.words.WordLists;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Skills on one short sentence.
final class SentenceSkills {

    private static final List<String> JUDGEMENTS =
            List.of(
                    "The %s was %s.",
                    "The %s is %s.",
                    "This %s is %s.",
                    "What a %2$s %1$s!",
                    "I think the %s was %s.",
                    "A %2$s %1$s.",
                    "The %s seemed %s to me.",
                    "My %s was %s.");
    private static final List<String> AUXILIARIES = List.of("is", "was");
    private static final List<String> MODALS = List.of("can", "will", "should", "must", "could");

    private final List<String> people = WordLists.lines("people.txt");
    private final List<String> things = WordLists.lines("things.txt");
    private final List<String> feelings = WordLists.lines("feelings.txt");
    private final List<String> positive = WordLists.lines("positive.txt");
    private final List<String> negative = WordLists.lines("negative.txt");
    private final List<String> praise = WordLists.lines("praise.txt");
    private final List<String> complaints = WordLists.lines("complaint.txt");
    private final List<List<String>> transitive = WordLists.table("transitive.tsv", 2);
    private final Map<String, String> bases = new HashMap<>();
    private final List<List<String>> withBase;

    SentenceSkills() {
        WordLists.table("verbs.tsv", 5).forEach(row -> bases.put(row.get(2), row.getFirst()));
        withBase = transitive.stream().filter(verb -> bases.containsKey(verb.getFirst())).toList();
    }

    List<Skill> all() {
        return List.of(
                skill("sentiment", this::judged),
                skill("negation", this::negated),
                skill("passive", this::turned),
                skill("sentence-first-word", this::begun));
    }

    /// Draws until the sentence belongs to the part.
    private static Skill skill(
            String name, java.util.function.Function<RandomGenerator, Item> items) {
        return new Skill(
                name,
                false,
                (random, part) -> {
                    Item item = items.apply(random);
                    while (!HeldOut.isIn(part, item.input())) {
                        item = items.apply(random);
                    }
                    return item;
                });
    }

    private Item judged(RandomGenerator random) {
        boolean good = random.nextBoolean();
        String answer = good ? "positive" : "negative";
        if (random.nextInt(3) == 0) {
            return Item.of(drawn(random, good ? praise : complaints), answer);
        }
        String sentence =
                drawn(random, JUDGEMENTS)
                        .formatted(
                                drawn(random, things), drawn(random, good ? positive : negative));
        return Item.of(sentence.replaceAll("\\b([Aa]) (?=[aeiou])", "$1n "), answer);
    }

    private Item negated(RandomGenerator random) {
        String subject = "The " + drawn(random, people);
        return switch (random.nextInt(3)) {
            case 0 -> {
                String be = drawn(random, AUXILIARIES);
                String rest = drawn(random, feelings);
                yield negation(subject, be, rest);
            }
            case 1 -> {
                String modal = drawn(random, MODALS);
                List<String> verb = verbWithBase(random);
                String rest = bases.get(verb.getFirst()) + " the " + drawn(random, people);
                yield negation(subject, modal, rest);
            }
            default -> {
                List<String> verb = verbWithBase(random);
                String object = " the " + drawn(random, people) + ".";
                yield Item.of(
                        subject + " " + verb.getFirst() + object,
                        subject + " did not " + bases.get(verb.getFirst()) + object);
            }
        };
    }

    private static Item negation(String subject, String auxiliary, String rest) {
        return Item.of(
                "%s %s %s.".formatted(subject, auxiliary, rest),
                "%s %s not %s.".formatted(subject, auxiliary, rest));
    }

    private List<String> verbWithBase(RandomGenerator random) {
        return withBase.get(random.nextInt(withBase.size()));
    }

    private Item turned(RandomGenerator random) {
        String subject = drawn(random, people);
        String object = drawn(random, people);
        List<String> verb = transitive.get(random.nextInt(transitive.size()));
        return Item.of(
                "The %s %s the %s.".formatted(subject, verb.getFirst(), object),
                "The %s was %s by the %s.".formatted(object, verb.getLast(), subject));
    }

    private Item begun(RandomGenerator random) {
        String sentence =
                switch (random.nextInt(3)) {
                    case 0 -> judged(random).input();
                    case 1 -> turned(random).input();
                    default ->
                            LetterSkills.capitalized(drawn(random, people))
                                    + "s "
                                    + drawn(random, MODALS)
                                    + " be "
                                    + drawn(random, feelings)
                                    + ".";
                };
        return Item.of(sentence, sentence.split("[ .,!?]")[0]);
    }

    private static String drawn(RandomGenerator random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
