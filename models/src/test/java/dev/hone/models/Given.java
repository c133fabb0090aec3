package dev.hone.models;

import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.model.ModelRequest;
import dev.hone.model.ModelSettings;
import dev.hone.models.provider.ModelContext;
import dev.hone.testkit.FaultServer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The beginnings of sentences that tests of this module share.
public final class Given {

    public static final String KEY = "sk-test-0123456789abcdef";
    public static final ModelSettings SETTINGS =
            new ModelSettings("test", 0.5, 20, null, List.of(), false);

    private Given() {}

    public static ModelContext environment(Map<String, String> variables) {
        return new ModelContext(variables, Duration.ofSeconds(20), Path.of("."));
    }

    public static ModelContext environment(FaultServer server, Duration timeout) {
        return new ModelContext(
                Map.of("OPENAI_BASE_URL", server.baseUrl(), "OPENAI_API_KEY", KEY),
                timeout,
                Path.of("."));
    }

    public static LanguageModel openAi(FaultServer server) {
        ModelContext context = environment(server, Duration.ofSeconds(20));
        return Models.standard().connect("openai:tiny", context).model();
    }

    public static ModelRequest question(String text) {
        return ModelRequest.of(SETTINGS, List.of(Message.user(text)));
    }

    public static ModelRequest samples(int samples, long seed) {
        return new ModelRequest(SETTINGS, List.of(Message.user("Say something.")), samples, seed);
    }
}
