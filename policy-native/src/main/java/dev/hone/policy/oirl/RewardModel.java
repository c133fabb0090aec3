package dev.hone.policy.oirl;

import dev.hone.HoneException;

import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// Boosted trees that predict how likely the answer to a query under a prompt is right.
///
/// Kept as bytes: each use loads a booster of its own and disposes of it, so that no memory outside
/// Java outlives a call and no two threads share a booster. Immutable.
final class RewardModel {

    private final byte[] model;

    private RewardModel(byte[] model) {
        this.model = model;
    }

    /// The same matrix, settings, seed and number of processors give the same model.
    static RewardModel train(DMatrix training, OirlConfig config, long seed) {
        try {
            Booster booster =
                    XGBoost.train(
                            training,
                            settings(config, seed),
                            config.rounds(),
                            Map.of(),
                            null,
                            null);
            try {
                return new RewardModel(booster.toByteArray());
            } finally {
                booster.dispose();
            }
        } catch (XGBoostError e) {
            throw new HoneException("XGBoost failed to train the reward model.", e);
        }
    }

    /// A probability in (0, 1) for each row.
    float[] predict(DMatrix rows) {
        try {
            Booster booster = XGBoost.loadModel(model);
            try {
                float[][] predicted = booster.predict(rows);
                float[] probabilities = new float[predicted.length];
                for (int row = 0; row < probabilities.length; row++) {
                    probabilities[row] = predicted[row][0];
                }
                return probabilities;
            } finally {
                booster.dispose();
            }
        } catch (XGBoostError | IOException e) {
            throw new HoneException("XGBoost failed to apply the reward model.", e);
        }
    }

    private static Map<String, Object> settings(OirlConfig config, long seed) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("objective", "binary:logistic");
        settings.put("tree_method", "hist");
        settings.put("max_depth", config.maxDepth());
        settings.put("eta", config.eta());
        settings.put("max_bin", config.bins());
        settings.put("seed", seed);
        settings.put("nthread", Runtime.getRuntime().availableProcessors());
        return settings;
    }
}
