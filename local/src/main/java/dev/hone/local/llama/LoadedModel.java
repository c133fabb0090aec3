package dev.hone.local.llama;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

import dev.hone.InputException;
import dev.hone.model.Message;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// A model's weights and vocabulary in memory. Thread-safe until it is closed.
public final class LoadedModel implements AutoCloseable {

    private static final int USUAL_PIECE = 64;

    private final Pointer model;
    private final Pointer vocabulary;
    private final byte[][] pieces;
    private final int vocabularySize;

    private LoadedModel(Pointer model) {
        this.model = model;
        this.vocabulary = LlamaFunctions.llama_model_get_vocab(model);
        this.vocabularySize = LlamaFunctions.llama_vocab_n_tokens(vocabulary);
        this.pieces = new byte[vocabularySize][];
    }

    /// Loads a file whose header has been checked.
    ///
    /// @param log told what llama.cpp prints, then and later; nobody when null
    /// @throws InputException when there is no llama.cpp for this machine, or it refuses the file
    public static LoadedModel load(Path file, @Nullable Consumer<String> log) {
        NativeCode.load();
        StringBuilder said = new StringBuilder();
        NativeCode.tell(
                text -> {
                    said.append(text);
                    if (log != null) {
                        log.accept(text);
                    }
                });
        try {
            Pointer model =
                    LlamaFunctions.llama_model_load_from_file(
                            Native.toByteArray(file.toString(), StandardCharsets.UTF_8),
                            LlamaFunctions.llama_model_default_params());
            if (model == null) {
                throw new InputException(
                        "llama.cpp refuses "
                                + file
                                + ": "
                                + reason(said.toString())
                                + ". The file may be damaged, or be for a newer llama.cpp.");
            }
            return new LoadedModel(model);
        } finally {
            NativeCode.tell(log);
        }
    }

    /// The line that says what went wrong.
    private static String reason(String said) {
        List<String> lines =
                said.lines()
                        .filter(line -> line.toLowerCase(Locale.ROOT).contains("error"))
                        .map(line -> line.replaceFirst("^\\w+: ", ""))
                        .toList();
        return lines.isEmpty() ? "it says no reason" : dev.hone.Excerpt.of(lines.getFirst(), 200);
    }

    public int vocabularySize() {
        return vocabularySize;
    }

    Pointer pointer() {
        return model;
    }

    /// The tokens of a text.
    ///
    /// @param asPrompt whether the vocabulary's first token is put before, and texts of special
    ///   tokens are read as such
    public int[] tokens(String text, boolean asPrompt) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int[] tokens = new int[bytes.length + 2];
        int count =
                LlamaFunctions.llama_tokenize(
                        vocabulary, bytes, bytes.length, tokens, tokens.length, asPrompt, asPrompt);
        if (count < 0) {
            tokens = new int[-count];
            count =
                    LlamaFunctions.llama_tokenize(
                            vocabulary,
                            bytes,
                            bytes.length,
                            tokens,
                            tokens.length,
                            asPrompt,
                            asPrompt);
        }
        return Arrays.copyOf(tokens, Math.max(0, count));
    }

    /// The bytes of a token, which may be a part of a character; none for special tokens.
    byte[] piece(int token) {
        byte[] known = pieces[token];
        if (known == null) {
            byte[] buffer = new byte[USUAL_PIECE];
            int length = piece(token, buffer);
            if (length < 0) {
                buffer = new byte[-length];
                length = piece(token, buffer);
            }
            known = Arrays.copyOf(buffer, Math.max(0, length));
            pieces[token] = known;
        }
        return known;
    }

    private int piece(int token, byte[] buffer) {
        return LlamaFunctions.llama_token_to_piece(
                vocabulary, token, buffer, buffer.length, 0, false);
    }

    /// Whether a token ends an answer.
    boolean isEnd(int token) {
        return LlamaFunctions.llama_vocab_is_eog(vocabulary, token) != 0;
    }

    /// A conversation as one text, up to where the assistant's answer begins.
    ///
    /// @param template from the model's file
    /// @return nothing when llama.cpp does not know the template
    public Optional<String> conversation(String template, List<Message> messages) {
        List<Memory> kept = new ArrayList<>();
        Memory array = new Memory(2L * Native.POINTER_SIZE * messages.size());
        long length = 0;
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            Memory role = text(message.role().name().toLowerCase(Locale.ROOT));
            Memory content = text(message.text());
            kept.add(role);
            kept.add(content);
            array.setPointer(2L * i * Native.POINTER_SIZE, role);
            array.setPointer((2L * i + 1) * Native.POINTER_SIZE, content);
            length += content.size();
        }
        byte[] name = Native.toByteArray(template, StandardCharsets.UTF_8);
        byte[] buffer = new byte[Math.toIntExact(2 * length + 1024)];
        int written = apply(name, array, messages.size(), buffer);
        if (written > buffer.length) {
            buffer = new byte[written];
            written = apply(name, array, messages.size(), buffer);
        }
        // Until here the garbage collector must not free them.
        kept.forEach(Memory::size);
        return written < 0
                ? Optional.empty()
                : Optional.of(new String(buffer, 0, written, StandardCharsets.UTF_8));
    }

    private static int apply(byte[] template, Memory messages, int count, byte[] buffer) {
        return LlamaFunctions.llama_chat_apply_template(
                template, messages, count, true, buffer, buffer.length);
    }

    private static Memory text(String text) {
        byte[] bytes = text.replace("\0", "").getBytes(StandardCharsets.UTF_8);
        Memory memory = new Memory(bytes.length + 1L);
        memory.write(0, bytes, 0, bytes.length);
        memory.setByte(bytes.length, (byte) 0);
        return memory;
    }

    @Override
    public void close() {
        LlamaFunctions.llama_model_free(model);
    }
}
