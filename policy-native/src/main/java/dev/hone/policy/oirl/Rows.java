package dev.hone.policy.oirl;

import dev.hone.HoneException;
import dev.hone.InputException;
import dev.hone.Prompt;
import dev.hone.experience.Experience;
import dev.hone.experience.Query;

import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Rows of features for XGBoost: each is the embedding of a query, then that of a prompt. A matrix
/// lies outside Java's memory; who asks for one disposes of it.
///
/// @param embeddings of all texts that are asked for, by text
record Rows(Map<String, float[]> embeddings) {

    /// One row for each experience. To loss, gradient and curvature, the share of right answers as
    /// its label and their number as its weight are the same as one row for each answer.
    DMatrix labelled(List<Experience> experiences) {
        float[] features = features(experiences.size());
        float[] labels = new float[experiences.size()];
        float[] weights = new float[experiences.size()];
        for (int row = 0; row < labels.length; row++) {
            Experience experience = experiences.get(row);
            fill(features, row, experience.query(), experience.prompt());
            labels[row] = (float) experience.score();
            weights[row] = experience.scores().size();
        }
        DMatrix matrix = matrix(features, labels.length);
        try {
            matrix.setLabel(labels);
            matrix.setWeight(weights);
            return matrix;
        } catch (XGBoostError e) {
            matrix.dispose();
            throw new HoneException("XGBoost did not take the labels of its rows.", e);
        }
    }

    /// One row for each query under each prompt; all rows of the first query first.
    DMatrix of(List<Query> queries, List<Prompt> prompts) {
        int rows = Math.multiplyExact(queries.size(), prompts.size());
        float[] features = features(rows);
        int row = 0;
        for (Query query : queries) {
            for (Prompt prompt : prompts) {
                fill(features, row, query, prompt);
                row++;
            }
        }
        return matrix(features, rows);
    }

    private DMatrix matrix(float[] features, int rows) {
        try {
            return new DMatrix(features, rows, width(), Float.NaN);
        } catch (XGBoostError e) {
            throw new HoneException("XGBoost did not take " + rows + " rows.", e);
        }
    }

    private float[] features(int rows) {
        if ((long) rows * width() > Integer.MAX_VALUE) {
            throw new InputException(
                    "Prompt-OIRL can learn from "
                            + Integer.MAX_VALUE / width()
                            + " pairs of a query and a prompt at most, but the data has "
                            + rows
                            + ".");
        }
        return new float[rows * width()];
    }

    private void fill(float[] features, int row, Query query, Prompt prompt) {
        float[] first = embedding(query.text());
        float[] second = embedding(prompt.text());
        System.arraycopy(first, 0, features, row * width(), first.length);
        System.arraycopy(second, 0, features, row * width() + first.length, second.length);
    }

    private int width() {
        return 2 * embeddings.values().iterator().next().length;
    }

    private float[] embedding(String text) {
        return Objects.requireNonNull(embeddings.get(text), "embedded before used");
    }
}
