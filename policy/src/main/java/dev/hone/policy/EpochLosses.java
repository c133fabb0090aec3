package dev.hone.policy;

/// What an epoch of training came to.
///
/// @param epoch from 0
/// @param prompt mean L_prompt over the epoch's steps, in nats a token
/// @param reward mean L_reward
/// @param learningRate of the epoch
/// @param tokens tokens read and written, padding not counted
/// @param seconds it took
public record EpochLosses(
        int epoch, double prompt, double reward, double learningRate, long tokens, double seconds) {

    public double tokensPerSecond() {
        return seconds > 0 ? tokens / seconds : 0;
    }
}
