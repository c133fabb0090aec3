package dev.hone.policy.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.Digest;
import dev.hone.Excerpt;
import dev.hone.InputException;
import dev.hone.experience.reward.NamedReward;
import dev.hone.experience.reward.RewardScale;
import dev.hone.policy.TrainingBasis;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// What `policy.json` says of the demonstrations. Notes of earlier versions do not have it.
final class BasisNote {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private BasisNote() {}

    static void write(TrainingBasis basis, ObjectNode node) {
        node.put("reward", basis.reward().text());
        node.putObject("scale")
                .put("min", basis.scale().min())
                .put("max", basis.scale().max())
                .put("clipped", basis.scale().clipped());
        ArrayNode setAside = node.putArray("setAside");
        basis.setAside().stream().map(Digest::hex).sorted().forEach(setAside::add);
    }

    /// @throws InputException when it is there and not as it is written
    static @Nullable TrainingBasis read(Path file, @Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        NamedReward reward = NamedReward.of(file + ": \"reward\"", node.path("reward").asText());
        JsonNode scale = node.path("scale");
        Set<Digest> setAside = new HashSet<>();
        for (JsonNode digest : node.path("setAside")) {
            if (!SHA256.matcher(digest.asText()).matches()) {
                throw new InputException(
                        file
                                + ": \"setAside\" holds "
                                + Excerpt.of(digest.toString())
                                + ", but must hold SHA-256 digests, 64 lower-case hexadecimal"
                                + " digits each.");
            }
            setAside.add(new Digest(digest.asText()));
        }
        double min = number(file, scale, "min");
        double max = number(file, scale, "max");
        if (!(min < max)) {
            throw new InputException(
                    file + ": \"min\" is " + min + ", but must be below \"max\", " + max + ".");
        }
        boolean clipped = scale.path("clipped").asBoolean(true);
        return new TrainingBasis(reward, new RewardScale(min, max, clipped), setAside);
    }

    private static double number(Path file, JsonNode parent, String field) {
        JsonNode value = parent.path(field);
        if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
            throw new InputException(
                    file
                            + ": \""
                            + field
                            + "\" is "
                            + Excerpt.of(value.toString())
                            + ", but must be a number.");
        }
        return value.asDouble();
    }
}
