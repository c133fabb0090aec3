package dev.hone.task;

import dev.hone.Excerpt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Texts in which `<editable>` and `</editable>` mark what a search may change: the texts with
/// places for the prompt instead, and what stood in the marks.
///
/// @param system the system message, with its places
/// @param text the question, with its places
/// @param seeds what stood in the marks by the name of the region; `""` for the only one
record Regions(String system, String text, Map<String, String> seeds) {

    private static final Pattern MARK =
            Pattern.compile("<editable\\b([^>]*)>\\n?|\\n?</editable\\s*>");
    private static final Pattern NAME =
            Pattern.compile("\\s+name\\s*=\\s*[\"']([a-z][a-z0-9-]{0,40})[\"']\\s*");

    /// Whether a text has marks, right or wrong ones.
    static boolean areIn(String text) {
        return text.contains("<editable") || text.contains("</editable");
    }

    /// @throws IllegalArgumentException when marks overlap, lack their partner or have no name or a
    ///   wrong one; the message goes on from the name of the text
    static Regions of(String system, String text) {
        Map<String, String> seeds = new LinkedHashMap<>();
        String shownSystem = taken(system, seeds);
        String shownText = taken(text, seeds);
        if (seeds.size() == 1) {
            String name = seeds.keySet().iterator().next();
            return new Regions(
                    shownSystem.replace(place(name), place("")),
                    shownText.replace(place(name), place("")),
                    Map.of("", seeds.get(name)));
        }
        if (seeds.containsKey("")) {
            throw new IllegalArgumentException(
                    "has several <editable> regions, and one of them has no name. Right would be"
                            + " <editable name=\"style\">…</editable> for each.");
        }
        return new Regions(shownSystem, shownText, seeds);
    }

    /// The text with places for what is in the marks, which goes to the seeds.
    private static String taken(String text, Map<String, String> seeds) {
        StringBuilder rest = new StringBuilder();
        Matcher mark = MARK.matcher(text);
        int from = 0;
        int opened = -1;
        String name = "";
        while (mark.find()) {
            boolean opens = mark.group(1) != null;
            if (opens && opened >= 0) {
                throw new IllegalArgumentException(
                        "opens an <editable> region in its line "
                                + line(text, mark.start())
                                + " inside of the one from its line "
                                + line(text, opened)
                                + ". Regions must not overlap: close the first with </editable>"
                                + " before the next.");
            }
            if (!opens && opened < 0) {
                throw new IllegalArgumentException(
                        "closes an <editable> region in its line "
                                + line(text, mark.end() - 1)
                                + " that was never opened. Put <editable> before what may change.");
            }
            if (opens) {
                rest.append(text, from, mark.start());
                opened = mark.start();
                name = name(mark.group(1), line(text, opened));
            } else {
                seed(seeds, name, text.substring(from, mark.start()), line(text, opened));
                rest.append(place(name));
                opened = -1;
            }
            from = mark.end();
        }
        if (opened >= 0) {
            throw new IllegalArgumentException(
                    "opens an <editable> region in its line "
                            + line(text, opened)
                            + " and never closes it. Put </editable> after what may change.");
        }
        return rest.append(text.substring(from)).toString();
    }

    private static void seed(Map<String, String> seeds, String name, String seed, int line) {
        if (seeds.putIfAbsent(name, seed) != null) {
            throw new IllegalArgumentException(
                    "has a second <editable> region "
                            + (name.isEmpty() ? "without a name" : "\"" + name + "\"")
                            + " in its line "
                            + line
                            + ". Where there are several, each needs a name of its own:"
                            + " <editable name=\"style\">…</editable>.");
        }
    }

    private static String name(String attributes, int line) {
        Matcher name = NAME.matcher(attributes);
        if (name.matches()) {
            return name.group(1);
        }
        if (attributes.isBlank()) {
            return "";
        }
        throw new IllegalArgumentException(
                "has in its line "
                        + line
                        + " the mark <editable"
                        + Excerpt.of(attributes)
                        + ">. Right would be <editable> or <editable name=\"style\">, where a name"
                        + " is a-z, 0-9 and -.");
    }

    private static String place(String name) {
        return name.isEmpty() ? "{{prompt}}" : "{{prompt." + name + "}}";
    }

    private static int line(String text, int position) {
        return 1
                + (int) text.substring(0, Math.max(0, position)).lines().count()
                - (position > 0 && text.charAt(position - 1) != '\n' ? 1 : 0);
    }
}
