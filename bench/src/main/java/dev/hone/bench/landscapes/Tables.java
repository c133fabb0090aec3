package dev.hone.bench.landscapes;

import java.util.Locale;
import java.util.StringJoiner;

/// The results as comma-separated values, for other programs.
final class Tables {

    private static final int STEPS = 100;

    private Tables() {}

    /// Every search: what it found, and when it first came near the best.
    static String runs(Results results) {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        lines.add("landscape,best,method,seed,calls,steps,test,score,calls to 95 %");
        for (Course course : results.courses()) {
            double best = results.best(course.landscape());
            Integer near = course.callsTo(Results.NEAR * best);
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%s,%.4f,\"%s\",%d,%d,%d,%.4f,%.4f,%s",
                            course.landscape(),
                            best,
                            course.method(),
                            course.seed(),
                            course.calls(),
                            course.steps(),
                            course.test(),
                            course.at(results.budget()),
                            near == null ? "" : near.toString()));
        }
        return lines.toString();
    }

    /// The mean true score over the seeds, at a hundred numbers of calls.
    static String curves(Results results) {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        lines.add("landscape,method,calls,score,part of the best");
        for (String landscape : results.landscapes()) {
            for (String method : results.methods()) {
                for (int i = 1; i <= STEPS; i++) {
                    int calls = results.budget() * i / STEPS;
                    lines.add(
                            String.format(
                                    Locale.ROOT,
                                    "%s,\"%s\",%d,%.4f,%.4f",
                                    landscape,
                                    method,
                                    calls,
                                    results.score(landscape, method, calls),
                                    results.share(landscape, method, calls)));
                }
            }
        }
        return lines.toString();
    }
}
