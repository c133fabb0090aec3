package dev.hone.recipe.measure;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// A skill table as a table in Markdown, shares in per cent.
public final class SkillReport {

    private SkillReport() {}

    public static void print(List<SkillTable.Row> rows, PrintStream out) {
        out.println("| skill | grammar | apart | vague | another's |");
        out.println("|---|---|---|---|---|");
        rows.forEach(row -> out.println(line(row)));
        out.println(line(SkillTable.mean(rows)));
    }

    private static String line(SkillTable.Row row) {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.0f | %.0f |",
                row.skill(),
                100 * row.grammar(),
                100 * row.apart(),
                100 * row.vague(),
                100 * row.other());
    }
}
