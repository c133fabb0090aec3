package dev.hone.bench.landscapes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Landscapes made of skills, one of each kind.
final class SyntheticLandscapes {

    private static final String SEED = "Read the item.";
    private static final List<String> DISTRACTORS =
            List.of(
                    SEED,
                    "Do your best.",
                    "Take a deep breath.",
                    "This is important to me.",
                    "You are an expert.",
                    "Be helpful and precise.",
                    "Work step by step.",
                    "Think about it carefully before you answer.",
                    "Give it your full attention, please.",
                    "Stay calm.",
                    "Look twice.",
                    "There is no hurry at all.");

    private SyntheticLandscapes() {}

    static List<Landscape> all() {
        return List.of(additive(), interacting(), deceptive(), noisy());
    }

    private static Landscape additive() {
        return landscape(
                "additive",
                Map.of(
                        "skills",
                        skills(
                                List.of("colour", "shape", "weight", "origin", "owner", "price"),
                                0.3,
                                0.2,
                                0.15,
                                0.12,
                                0.1,
                                0.08)));
    }

    private static Landscape interacting() {
        return landscape(
                "interacting",
                Map.of(
                        "skills",
                        skills(
                                List.of("colour", "shape", "weight", "origin", "owner", "price"),
                                0.1,
                                0.1,
                                0.1,
                                0,
                                0,
                                0.1),
                        "pairs",
                        List.of(
                                pair("colour", "shape", 0.25),
                                pair("weight", "origin", 0.2),
                                pair("colour", "owner", 0.15)),
                        "conflicts",
                        List.of(
                                Map.of("skill", "price", "hurts", "colour"),
                                Map.of("skill", "price", "hurts", "weight"))));
    }

    private static Map<String, Object> pair(String first, String second, double share) {
        return Map.of("first", first, "second", second, "share", share);
    }

    private static Landscape deceptive() {
        return landscape(
                "deceptive",
                Map.of(
                        "base",
                        0.1,
                        "lures",
                        skills(List.of("colour", "shape", "weight"), 0.2, 0.15, 0.1),
                        "goals",
                        skills(List.of("origin", "owner", "price", "maker"), 0.2, 0.2, 0.2, 0.2)));
    }

    private static Landscape noisy() {
        return landscape(
                "noisy",
                Map.of(
                        "base",
                        0.2,
                        "skills",
                        skills(
                                List.of("colour", "shape", "weight", "origin"),
                                0.25,
                                0.2,
                                0.15,
                                0.1)));
    }

    private static Landscape landscape(String kind, Map<String, Object> fields) {
        Map<String, Object> surface = new LinkedHashMap<>();
        surface.put("kind", kind);
        surface.putAll(fields);
        surface.put("distractors", DISTRACTORS);
        return new Landscape(kind, surface, SEED);
    }

    private static List<Object> skills(List<String> cues, double... shares) {
        List<Object> skills = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            String cue = cues.get(i);
            skills.add(
                    Map.of(
                            "name",
                            cue,
                            "share",
                            shares[i],
                            "cues",
                            List.of(cue),
                            "phrases",
                            List.of(
                                    "Mind the " + cue + ".",
                                    "Say which " + cue + " it has, and only then answer.")));
        }
        return skills;
    }
}
