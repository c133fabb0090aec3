package dev.hone.recipe.skill;

import dev.hone.recipe.words.WordLists;

import java.util.ArrayList;
import java.util.List;

/// Skills that need facts: what is taught is asked again, under another phrasing.
final class KnowledgeSkills {

    private KnowledgeSkills() {}

    static List<Skill> all() {
        List<List<String>> translations = WordLists.table("translations.tsv", 4);
        return List.of(
                known("antonym", antonyms()),
                known("category", column(WordLists.table("categories.tsv", 2), 1)),
                known("spanish", column(translations, 1)),
                known("french", column(translations, 2)),
                known("german", column(translations, 3)),
                known("capital-city", column(WordLists.table("capitals.tsv", 2), 1)),
                known("feminine", column(WordLists.table("feminine.tsv", 2), 1)),
                known("young-animal", column(WordLists.table("young.tsv", 2), 1)),
                known("typical-color", column(WordLists.table("colors.tsv", 2), 1)),
                known("rhyme", rhymes()));
    }

    private static Skill known(String name, List<Item> items) {
        List<Item> all = List.copyOf(items);
        return new Skill(name, true, (random, part) -> all.get(random.nextInt(all.size())));
    }

    private static List<Item> column(List<List<String>> table, int column) {
        return table.stream().map(row -> Item.of(row.getFirst(), row.get(column))).toList();
    }

    /// Most are opposites of each other; of those of one way alone the way back is another word.
    private static List<Item> antonyms() {
        List<Item> items = new ArrayList<>(column(WordLists.table("antonyms-one-way.tsv", 2), 1));
        for (List<String> pair : WordLists.table("antonyms.tsv", 2)) {
            items.add(Item.of(pair.getFirst(), pair.getLast()));
            items.add(Item.of(pair.getLast(), pair.getFirst()));
        }
        return items;
    }

    /// The next word of the group is taught, every other one is right.
    private static List<Item> rhymes() {
        List<Item> items = new ArrayList<>();
        for (String line : WordLists.lines("rhymes.txt")) {
            List<String> group = List.of(line.strip().split(" "));
            for (int i = 0; i < group.size(); i++) {
                List<String> answers = new ArrayList<>();
                for (int step = 1; step < group.size(); step++) {
                    answers.add(group.get((i + step) % group.size()));
                }
                items.add(new Item(group.get(i), List.copyOf(answers)));
            }
        }
        return items;
    }
}
