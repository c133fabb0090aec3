package dev.hone.cli.reproduce.gpo.paper;

import java.util.List;

/// A family of tasks that are published together.
///
/// @param id `bbh`
/// @param title for people
/// @param home where people find it
/// @param tasks at least one
public record Benchmark(String id, String title, String home, List<PaperTask> tasks) {

    public Benchmark {
        tasks = List.copyOf(tasks);
    }
}
