package dev.hone.optimizer.catalog;

import dev.hone.InputException;
import dev.hone.Suggestion;
import dev.hone.optimizer.ape.ApeConfig;
import dev.hone.optimizer.apo.ApoConfig;
import dev.hone.optimizer.capo.CapoConfig;
import dev.hone.optimizer.evoprompt.EvoPromptConfig;
import dev.hone.optimizer.gepa.GepaConfig;
import dev.hone.optimizer.gpo.BaselineCell;
import dev.hone.optimizer.gpo.GpoOptions;
import dev.hone.optimizer.mipro.MiproConfig;
import dev.hone.optimizer.opro.OproConfig;
import dev.hone.optimizer.pe2.Pe2Config;
import dev.hone.optimizer.randomsearch.RandomSearchConfig;
import dev.hone.optimizer.search.Algorithm;
import dev.hone.optimizer.search.OptionValues;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;

/// All algorithms, by the names they have in task files.
public final class Algorithms {

    private static final LinkedHashMap<String, Entry> ENTRIES = new LinkedHashMap<>();

    static {
        ENTRIES.put("gpo", new Entry(GpoOptions.KNOWN, GpoOptions::parse));
        ENTRIES.put("ape", new Entry(ApeConfig.KNOWN, ApeConfig::parse, BaselineCell.APE));
        ENTRIES.put("apo", new Entry(ApoConfig.KNOWN, ApoConfig::parse, BaselineCell.APO));
        ENTRIES.put("capo", new Entry(CapoConfig.KNOWN, CapoConfig::parse));
        ENTRIES.put("evoprompt", new Entry(EvoPromptConfig.KNOWN, EvoPromptConfig::parse));
        ENTRIES.put("gepa", new Entry(GepaConfig.KNOWN, GepaConfig::parse));
        ENTRIES.put("mipro", new Entry(MiproConfig.KNOWN, MiproConfig::parse));
        ENTRIES.put("opro", new Entry(OproConfig.KNOWN, OproConfig::parse, BaselineCell.OPRO));
        ENTRIES.put(
                "pe2",
                new Entry(
                        Pe2Config.KNOWN,
                        Pe2Config::parse,
                        BaselineCell.PE2,
                        List.of("default", "code")));
        ENTRIES.put(
                "random-search", new Entry(RandomSearchConfig.KNOWN, RandomSearchConfig::parse));
        ENTRIES.put("sgdm", new Entry("sgdm", BaselineCell.SGDM));
    }

    private Algorithms() {}

    /// The names, GPO first.
    public static SequencedSet<String> names() {
        return Collections.unmodifiableSequencedSet(ENTRIES.sequencedKeySet());
    }

    /// The options of an algorithm, each with what it means in one line. Its preset `gpo-paper`, a
    /// cell of GPO's design space, takes those of `gpo` instead.
    ///
    /// @throws InputException when there is no such algorithm
    public static Map<String, String> options(String name) {
        return entry(name).options();
    }

    /// An algorithm with its numbers set.
    ///
    /// @param preset which of its sets of values; every algorithm has a `default`
    /// @param options further values by name, as written by the user
    /// @throws InputException when there is no such algorithm, preset or option, or a value is
    ///   wrong
    public static Algorithm parse(String name, String preset, Map<String, String> options) {
        return entry(name).parse(name, preset, options);
    }

    private static Entry entry(String name) {
        Entry entry = ENTRIES.get(name);
        if (entry == null) {
            throw new InputException(
                    "optimizer.name is \""
                            + name
                            + "\", which is no optimizer."
                            + Suggestion.of(name, ENTRIES.keySet()));
        }
        return entry;
    }

    /// @param cell what the paper of GPO made of the algorithm; null for nothing
    /// @param presets the algorithm's own; looked at only where there is a cell
    private record Entry(
            Map<String, String> options,
            Parser parser,
            @Nullable BaselineCell cell,
            List<String> presets) {

        Entry(Map<String, String> options, Parser parser) {
            this(options, parser, null, List.of());
        }

        /// An algorithm whose only preset besides the cell is `default`.
        Entry(Map<String, String> options, Parser parser, BaselineCell cell) {
            this(options, parser, cell, List.of("default"));
        }

        /// An algorithm that is nothing but the cell.
        Entry(String name, BaselineCell cell) {
            this(GpoOptions.KNOWN, ofCell(name, cell), cell);
        }

        Algorithm parse(String name, String preset, Map<String, String> given) {
            if (cell == null) {
                return parser.parse(preset, given);
            }
            Map<String, Parser> parsers = new TreeMap<>();
            presets.forEach(own -> parsers.put(own, parser));
            parsers.put(BaselineCell.PRESET, ofCell(name, cell));
            return OptionValues.preset(name, preset, parsers).parse(preset, given);
        }

        private static Parser ofCell(String name, BaselineCell cell) {
            return (preset, given) -> GpoOptions.parse(name, cell.config(), given);
        }
    }

    @FunctionalInterface
    private interface Parser {
        Algorithm parse(String preset, Map<String, String> options);
    }
}
