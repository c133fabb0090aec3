package dev.hone.task;

import dev.hone.Demonstrations;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.Template;
import dev.hone.data.TextFile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the `prompt` section: the seed, its place, and what of it may be changed.
final class PromptParser {

    private static final String SEED = "prompt.seed";
    private static final String SYSTEM = "prompt.system";
    private static final String TEMPLATE = "prompt.template";
    private static final String PLACEHOLDERS = "prompt.placeholders";
    private static final String PARTS = "prompt.parts";
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*prompt\\s*\\}\\}");

    private final Settings settings;

    PromptParser(Settings settings) {
        this.settings = settings;
    }

    PromptSection parse() {
        String seed = seed();
        String system = settings.has(SYSTEM) ? settings.text(SYSTEM, "") : "";
        boolean isMarked =
                Regions.areIn(system)
                        || Regions.areIn(seed)
                        || settings.has(TEMPLATE) && Regions.areIn(settings.text(TEMPLATE, ""));
        boolean inSystem =
                Regions.areIn(system)
                        || Template.placeholdersIn(system).stream()
                                .anyMatch(Template::isPlaceOfPrompt);
        String usual = inSystem ? "{{input}}" : TaskParser.TEMPLATE;
        String text = settings.text(TEMPLATE, usual);
        return isMarked
                ? marked(seed, system, text)
                : section(new Prompt(seed), Templates.parse(settings, TEMPLATE, system, text));
    }

    /// Marks in the seed are marks in the text around it.
    private PromptSection marked(String seed, String system, String text) {
        boolean inSeed = Regions.areIn(seed);
        if (inSeed) {
            regions(SEED, "", seed);
        }
        String question = Templates.named(text);
        if (!inSeed && settings.has(SEED)) {
            throw settings.problem(
                    SEED,
                    "and <editable> regions in prompt.template or prompt.system are two seeds. Give"
                            + " one of them.");
        }
        String wholeSystem = inSeed ? around(system, seed) : system;
        String whole = inSeed ? around(question, seed) : question;
        String key = inSeed ? SEED : Regions.areIn(system) ? SYSTEM : TEMPLATE;
        Regions regions = regions(key, wholeSystem, whole);
        if (!regions.system().isEmpty()) {
            settings.resolve(SYSTEM, regions.system());
        }
        String only = regions.seeds().get("");
        Prompt prompt = only == null ? Prompt.ofParts(regions.seeds()) : new Prompt(only);
        settings.resolve(SEED, prompt.text());
        return section(
                prompt, Templates.parse(settings, TEMPLATE, regions.system(), regions.text()));
    }

    /// What is wrong with the marks is told of the text they stand in.
    private Regions regions(String key, String system, String text) {
        try {
            return Regions.of(system, text);
        } catch (IllegalArgumentException e) {
            throw settings.problem(key, String.valueOf(e.getMessage()));
        }
    }

    private static String around(String text, String seed) {
        return PLACE.matcher(text).replaceAll(Matcher.quoteReplacement(seed));
    }

    private PromptSection section(Prompt seed, Template template) {
        for (String part : template.parts()) {
            if (seed.part(part).isEmpty()) {
                throw settings.problem(
                        SEED,
                        "has no part \""
                                + part
                                + "\", which prompt.template names as {{prompt."
                                + part
                                + "}}. Right would be <"
                                + part
                                + ">…</"
                                + part
                                + ">, one for each part.");
            }
        }
        boolean literal = oneOf(PLACEHOLDERS, Map.of("filled", false, "literal", true), "filled");
        List<String> own =
                literal
                        ? List.of()
                        : Template.placeholdersIn(seed.text()).stream().distinct().toList();
        if (own.stream().anyMatch(Template::isPlaceOfPrompt)) {
            throw settings.problem(
                    SEED,
                    "contains {{prompt}}, the place where it is to stand itself. To send the braces"
                            + " as they are, set prompt.placeholders: literal.");
        }
        Template complete = template.withOwn(own);
        if (complete.placeholders().stream().allMatch(Template::isPlaceOfPrompt)) {
            throw settings.problem(
                    TEMPLATE, "shows the model nothing of the example. Add {{input}}.");
        }
        boolean inTurn = oneOf(PARTS, Map.of("together", false, "in-turn", true), "together");
        return new PromptSection(
                seed,
                complete,
                inTurn,
                settings.integer("prompt.demonstrations.count", 0, 0),
                style());
    }

    /// A choice that is not among the settings of the run unless it was made.
    private boolean oneOf(String key, Map<String, Boolean> names, String usual) {
        Boolean chosen = names.get(settings.has(key) ? settings.text(key, usual) : usual);
        if (chosen == null) {
            throw settings.mustBeOneOf(key, names.keySet().stream().sorted().toList());
        }
        return chosen;
    }

    private String seed() {
        if (!settings.has("prompt.seed.file")) {
            return settings.anyText(SEED, TaskParser.SEED_PROMPT);
        }
        String name = settings.text("prompt.seed.file", "");
        try {
            String text = TextFile.read(settings.path("prompt.seed.file", name));
            return settings.resolve(SEED, withoutLastLineEnd(text));
        } catch (InputException e) {
            throw new InputException(
                    settings.place("prompt.seed.file")
                            + ": \"prompt.seed.file\": "
                            + e.getMessage(),
                    e);
        }
    }

    /// Editors end a file with a line end that is no part of the prompt.
    private static String withoutLastLineEnd(String text) {
        return text.replaceFirst("\\r?\\n\\z", "");
    }

    private Demonstrations.Style style() {
        String key = "prompt.demonstrations.style";
        String name = settings.text(key, "chat");
        List<String> names = new ArrayList<>();
        for (Demonstrations.Style style : Demonstrations.Style.values()) {
            String label = style.name().toLowerCase(Locale.ROOT);
            if (label.equals(name)) {
                return style;
            }
            names.add(label);
        }
        throw settings.mustBeOneOf(key, names);
    }
}
