package dev.hone;

/// The data sets of a task, one for each use.
///
/// @param train what reflection may look at, and where exemplars come from when `format` is empty
/// @param validation what candidates are scored on and chosen by
/// @param test what the chosen prompt is judged on, once; empty when there is none
/// @param format the pool of exemplars shown to the optimizer model (GPO's "format" split); may be
///   empty
/// @param fewShot the pool of demonstrations put before the question; may be empty
public record Splits(
        Dataset train, Dataset validation, Dataset test, Dataset format, Dataset fewShot) {

    public static Splits of(Dataset train, Dataset validation, Dataset test) {
        return new Splits(
                train, validation, test, Dataset.empty("format"), Dataset.empty("few-shot"));
    }

    /// Where the exemplars of a meta-prompt are drawn from: `format`, or `train` when that is
    /// empty.
    public Dataset exemplars() {
        return format.isEmpty() ? train : format;
    }
}
