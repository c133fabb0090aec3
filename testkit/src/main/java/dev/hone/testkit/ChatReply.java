package dev.hone.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.UncheckedIOException;
import java.util.List;

/// Writes chat completions of the OpenAI protocol; tokens are [Words].
final class ChatReply {

    static final ObjectMapper JSON = new ObjectMapper();

    private ChatReply() {}

    /// @param choices how many completions to give, whatever the request says
    static byte[] of(ReceivedRequest request, Answers answers, int choices) {
        ObjectNode reply = JSON.createObjectNode();
        reply.put("id", "chatcmpl-fault").put("object", "chat.completion").put("created", 0);
        reply.set("model", request.body().path("model"));
        ArrayNode list = reply.putArray("choices");
        int written = 0;
        for (int sample = 0; sample < choices; sample++) {
            written += addChoice(list, request, answers.answer(request, sample), sample);
        }
        int read = request.messages().stream().mapToInt(m -> Words.count(m.text())).sum();
        ObjectNode usage = reply.putObject("usage");
        usage.put("prompt_tokens", read).put("completion_tokens", written);
        usage.put("total_tokens", read + written);
        return bytes(reply);
    }

    static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int addChoice(ArrayNode list, ReceivedRequest request, String text, int index) {
        List<String> all = Words.of(text);
        Integer limit = request.maxTokens();
        List<String> words = limit == null ? all : all.subList(0, Math.min(limit, all.size()));
        boolean cut = words.size() < all.size();
        ObjectNode choice = list.addObject();
        choice.put("index", index).put("finish_reason", cut ? "length" : "stop");
        String content = cut ? String.join("", words) : text;
        choice.putObject("message").put("role", "assistant").put("content", content);
        if (request.wantsLogProbabilities()) {
            ArrayNode tokens = choice.putObject("logprobs").putArray("content");
            for (String word : words) {
                tokens.addObject().put("token", word).put("logprob", -0.125 * word.length());
            }
        }
        return words.size();
    }
}
