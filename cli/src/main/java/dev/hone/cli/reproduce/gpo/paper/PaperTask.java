package dev.hone.cli.reproduce.gpo.paper;

import dev.hone.data.Split;

import java.util.Map;

/// A task that the paper improves a prompt for.
///
/// @param id unique among all: `navigate`
/// @param benchmark it belongs to: `bbh`
/// @param group within the benchmark; empty where there are none
/// @param sizes of the paper's splits (GPO §5), one for each
/// @param characters of a question, on average
public record PaperTask(
        String id,
        String benchmark,
        String group,
        Kind kind,
        Map<Split, Integer> sizes,
        int characters) {

    public PaperTask {
        sizes = Map.copyOf(sizes);
    }

    public int size(Split split) {
        return sizes.getOrDefault(split, 0);
    }
}
