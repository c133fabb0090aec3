package dev.hone.experience.reward;

import dev.hone.Excerpt;
import dev.hone.InputException;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The rewards that users name.
public enum NamedReward {

    /// What QPO's reward says of the query alone: `10·c − NLL`.
    ///
    /// With the paper's term for the whole task, `10·ā`, a reward tells which prompt it was
    /// wherever `c` is 0 or 1 and no likelihood is known, because no two prompts have the same
    /// average; a policy that is asked for the highest reward then always writes the best single
    /// prompt.
    QUERY(new Reward.ZeroShot(10, 0, 1)),

    /// The paper's, to the letter.
    PAPER(Reward.ZeroShot.PAPER);

    private final Reward reward;

    NamedReward(Reward reward) {
        this.reward = reward;
    }

    public Reward reward() {
        return reward;
    }

    /// As users write it.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param place where the name stands, for the message
    /// @throws InputException for a name that there is not
    public static NamedReward of(String place, String name) {
        return Arrays.stream(values())
                .filter(reward -> reward.text().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new InputException(
                                        place
                                                + " is \""
                                                + Excerpt.of(name)
                                                + "\", but must be query or paper."));
    }

    /// The name of a reward; none for one with other weights.
    public static Optional<NamedReward> of(Reward reward) {
        return Arrays.stream(values()).filter(named -> named.reward.equals(reward)).findFirst();
    }
}
