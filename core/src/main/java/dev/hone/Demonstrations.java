package dev.hone;

import java.util.List;

/// Solved examples shown before the question ("Instruction + Demonstration" in GPO's tables).
///
/// @param examples in the order shown; empty for zero-shot
/// @param style how they are laid out
public record Demonstrations(List<Example> examples, Style style) {

    public static final Demonstrations NONE = new Demonstrations(List.of(), Style.CHAT);

    public Demonstrations {
        examples = List.copyOf(examples);
    }

    /// `CHAT`: each demonstration is a user turn answered by an assistant turn. `TEXT`: one user
    /// turn, demonstrations and question parted by blank lines, as base models need it.
    public enum Style {
        CHAT,
        TEXT
    }
}
