package dev.hone.policy.training;

/// One prompting demonstration as the network reads it.
///
/// @param reward normalised, R' of QPO §2.5: 100 is the best there is
/// @param query tokens; those beyond the layout's are not read
/// @param prompt tokens, with the end of text as the last one
/// @param weight of its prompt tokens in the mean, above 0
public record TrainingRow(double reward, int[] query, int[] prompt, double weight) {}
