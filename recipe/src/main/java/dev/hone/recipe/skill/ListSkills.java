package dev.hone.recipe.skill;

import dev.hone.recipe.words.HeldOut;
import dev.hone.recipe.words.Part;
import dev.hone.recipe.words.WordLists;
import dev.hone.recipe.words.WordPool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Skills that look at three to five words, parted by commas.
final class ListSkills {

    private static final String COMMA = ", ";
    private static final int FEWEST = 3;
    private static final int MOST = 5;

    private final WordPool words;
    private final List<String> animals = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    ListSkills(WordPool words) {
        this.words = words;
        for (List<String> row : WordLists.table("categories.tsv", 2)) {
            (row.get(1).equals("animal") ? animals : others).add(row.getFirst());
        }
    }

    List<Skill> all() {
        return List.of(
                skill("first-word", List::getFirst),
                skill("last-word", List::getLast),
                skill("sort-words", list -> join(list.stream().sorted().toList())),
                skill("count-words", list -> Integer.toString(list.size())),
                skill("reverse-list", list -> join(list.reversed())),
                skill(
                        "initials",
                        list ->
                                list.stream()
                                        .map(word -> word.substring(0, 1))
                                        .collect(Collectors.joining())),
                new Skill("pick-animals", false, this::someAnimals));
    }

    private Skill skill(String name, Function<List<String>, String> answer) {
        return new Skill(
                name,
                false,
                (random, part) -> {
                    List<String> list = list(random, part);
                    return Item.of(join(list), answer.apply(list));
                });
    }

    private List<String> list(RandomGenerator random, Part part) {
        Set<String> list = new LinkedHashSet<>();
        int size = random.nextInt(FEWEST, MOST + 1);
        while (list.size() < size) {
            list.add(words.draw(random, part));
        }
        return List.copyOf(new ArrayList<>(list));
    }

    private Item someAnimals(RandomGenerator random, Part part) {
        while (true) {
            Set<String> chosen = new LinkedHashSet<>();
            int size = random.nextInt(FEWEST, MOST + 1);
            int wanted = random.nextInt(1, size);
            while (chosen.size() < wanted) {
                chosen.add(animals.get(random.nextInt(animals.size())));
            }
            while (chosen.size() < size) {
                chosen.add(others.get(random.nextInt(others.size())));
            }
            List<String> list = new ArrayList<>(chosen);
            Collections.shuffle(list, java.util.Random.from(random));
            String input = join(list);
            if (HeldOut.isIn(part, input)) {
                return Item.of(input, join(list.stream().filter(animals::contains).toList()));
            }
        }
    }

    private static String join(List<String> words) {
        return String.join(COMMA, words);
    }
}
