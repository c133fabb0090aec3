package dev.hone.report;

import dev.hone.Digest;
import dev.hone.result.RunProvenance;
import dev.hone.result.RunResult;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Something that made the run, with its value.
record Origin(String name, Excerpt value) {

    private static final int NAME = 120;
    private static final int VALUE = 600;

    /// The version, the seed, the digests, then every setting.
    static List<Origin> of(RunResult result) {
        RunProvenance provenance = result.provenance();
        List<Origin> origins = new ArrayList<>();
        origins.add(of("Hone", provenance.version()));
        origins.add(of("Seed of all random streams", Long.toString(result.seed())));
        origins.add(of("Task digest", provenance.taskDigest()));
        origins.add(of("Model settings digest", provenance.settingsDigest()));
        provenance.dataDigests().forEach((name, data) -> origins.add(of("Data: " + name, data)));
        provenance.settings().forEach((name, value) -> origins.add(of(name, value)));
        return origins;
    }

    private static Origin of(String name, @Nullable Digest digest) {
        return of(name, digest == null ? "unknown" : digest.hex());
    }

    private static Origin of(String name, String value) {
        return new Origin(Excerpt.line(name, NAME), Excerpt.of(value, VALUE));
    }
}
