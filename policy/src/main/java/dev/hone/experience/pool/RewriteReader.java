package dev.hone.experience.pool;

import dev.hone.Prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads rewrites from what a model wrote, which may be anything: one on a line, in whatever list
/// marks and quotation marks it put around them.
///
/// @param names that a rewrite must keep where the seed has them; letter case makes no difference
record RewriteReader(List<String> names) {

    static final int MOST_WORDS = 30;

    private static final int MOST_CHARACTERS_READ = 20_000;
    private static final int LONGEST_REWRITE = 400;
    private static final Pattern LIST_MARK = Pattern.compile("^(\\d{1,3}[.):]|[-*•])\\s+");
    private static final Pattern QUOTED = Pattern.compile("^[\"“'](.*)[\"”']$");
    private static final Pattern PREAMBLE =
            Pattern.compile("(?i)^(sure|certainly|here (are|is)).*");

    /// The rewrites that are usable, and how many lines are not.
    ///
    /// @param isCut whether the answer breaks off; what it breaks off in is no rewrite
    Found read(String answer, boolean isCut, Prompt seed) {
        String read = answer.substring(0, Math.min(answer.length(), MOST_CHARACTERS_READ));
        if (isCut || read.length() < answer.length()) {
            read = read.substring(0, read.lastIndexOf('\n') + 1);
        }
        List<Prompt> rewrites = new ArrayList<>();
        int rejected = 0;
        for (String line : read.lines().toList()) {
            String text = tidy(line);
            if (isUsable(text, seed)) {
                rewrites.add(new Prompt(text));
            } else if (!text.isEmpty()) {
                rejected++;
            }
        }
        return new Found(rewrites, rejected);
    }

    private static String tidy(String line) {
        String text = LIST_MARK.matcher(line.strip()).replaceFirst("").replace("**", "").strip();
        return QUOTED.matcher(text).replaceFirst("$1").strip();
    }

    private boolean isUsable(String text, Prompt seed) {
        return !text.isBlank()
                && text.length() <= LONGEST_REWRITE
                && text.split("\\s+").length <= MOST_WORDS
                && !(PREAMBLE.matcher(text).matches() && text.endsWith(":"))
                && text.codePoints().noneMatch(RewriteReader::isInvisible)
                && keepsNames(text, seed);
    }

    private boolean keepsNames(String text, Prompt seed) {
        return names.stream()
                .filter(name -> contains(seed.text(), name))
                .allMatch(name -> contains(text, name));
    }

    private static boolean contains(String text, String name) {
        return text.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }

    /// What one answer held.
    record Found(List<Prompt> rewrites, int rejected) {}
}
