package dev.hone.recipe.phrasing;

import dev.hone.recipe.words.WordLists;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The patterns of a file, by section. A line `name = pattern` names a pattern, `[name]` opens a
/// section, `#` begins a comment; every other line is a pattern of the section.
public final class Phrasings {

    private static final String FILE = "phrasings.txt";
    private static final String APART = "phrasings-apart.txt";

    private final Map<String, List<Pattern>> sections;

    private Phrasings(Map<String, List<Pattern>> sections) {
        this.sections = sections;
    }

    /// Those that lessons are made of.
    public static Phrasings ofLessons() {
        return parse(WordLists.lines(FILE));
    }

    /// Those that were written by hand, without a look at the grammar, for measuring alone. What
    /// the grammar makes too was taken out.
    public static Phrasings apart() {
        return parse(WordLists.lines(APART));
    }

    /// @throws IllegalArgumentException when a pattern cannot be read
    static Phrasings parse(List<String> lines) {
        Map<String, Pattern> named = new HashMap<>();
        Map<String, List<Pattern>> sections = new LinkedHashMap<>();
        List<Pattern> section = null;
        for (String line : lines) {
            if (line.startsWith("# ")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                section =
                        sections.computeIfAbsent(
                                line.substring(1, line.length() - 1), name -> new ArrayList<>());
            } else if (section == null) {
                int equals = line.indexOf(" = ");
                if (equals < 0) {
                    throw new IllegalArgumentException(
                            "\"" + line + "\" stands before the first section, and names nothing.");
                }
                named.put(
                        line.substring(0, equals).strip(),
                        Pattern.parse(line.substring(equals + " = ".length()), named));
            } else {
                section.add(Pattern.parse(line, named));
            }
        }
        return new Phrasings(sections);
    }

    public Set<String> sections() {
        return sections.keySet();
    }

    /// One of the ways to say it; in it, `\n` is a line end.
    ///
    /// @throws IllegalArgumentException when there is no such section
    public String draw(String section, RandomGenerator random) {
        List<Pattern> patterns = sections.get(section);
        if (patterns == null || patterns.isEmpty()) {
            throw new IllegalArgumentException("There are no phrasings for " + section + ".");
        }
        return patterns.get(random.nextInt(patterns.size())).expand(random).replace("\\n", "\n");
    }
}
