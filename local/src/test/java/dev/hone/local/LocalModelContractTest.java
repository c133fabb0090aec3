package dev.hone.local;

import dev.hone.gguf.ModelFile;
import dev.hone.gguf.NetworkShape;
import dev.hone.gguf.TensorType;
import dev.hone.local.llama.LaneSettings;
import dev.hone.model.LanguageModel;
import dev.hone.model.Message;
import dev.hone.testkit.LanguageModelContract;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A GPT-2 whose next token hangs on the position alone: position by position, its table of
/// positions holds the answer.
class LocalModelContractTest extends LanguageModelContract {

    private static final int TOKENS = 258;
    private static final int END = 257;
    private static final int CONTEXT = 256;
    private static final int WIDTH = 260;

    @TempDir Path folder;
    private final List<LocalModel> loaded = new ArrayList<>();

    @Override
    protected LanguageModel modelAnswering(List<Message> conversation, String answer) {
        int prompt =
                conversation.stream()
                        .map(Message::text)
                        .collect(Collectors.joining("\n"))
                        .getBytes(StandardCharsets.UTF_8)
                        .length;
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        NetworkShape shape =
                new NetworkShape(NetworkShape.Kind.GPT2, TOKENS, CONTEXT, 1, 2, WIDTH, 32);
        Path file =
                TinyModels.write(
                        folder.resolve("answering" + loaded.size() + ".gguf"),
                        shape,
                        TensorType.F32,
                        Map.of(),
                        (name, sizes) -> weights(name, sizes, prompt, bytes));
        LocalModel model =
                LocalModel.load(
                        ModelFile.read(file), new LaneSettings(1, 16, 1, CONTEXT, 256, true), null);
        loaded.add(model);
        return model;
    }

    private static float[] weights(String name, List<Integer> sizes, int prompt, byte[] answer) {
        float[] values = new float[sizes.stream().reduce(1, (a, b) -> a * b)];
        switch (name) {
            case "position_embd.weight" -> {
                for (int position = 0; position < CONTEXT; position++) {
                    int index = position - prompt + 1;
                    int token = index >= 0 && index < answer.length ? answer[index] & 0xFF : END;
                    values[position * WIDTH + token] = 1;
                }
            }
            case "output.weight" -> {
                for (int token = 0; token < TOKENS; token++) {
                    values[token * WIDTH + token] = 10;
                }
            }
            case "output_norm.weight" -> java.util.Arrays.fill(values, 1);
            default -> {}
        }
        return values;
    }

    @AfterEach
    void close() {
        loaded.forEach(LocalModel::close);
    }
}
