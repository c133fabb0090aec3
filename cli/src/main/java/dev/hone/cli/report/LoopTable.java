package dev.hone.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.hone.cli.terminal.Text;
import dev.hone.ledger.RoleUsage;
import dev.hone.policy.EpochLosses;
import dev.hone.policy.loop.LoopReport;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/// What loops came to.
///
/// @param folder of the policy that came of them, as a person would type it
/// @param loops that were completed, in order
/// @param stopReason `loops`, or the budget that ended them
public record LoopTable(
        String task,
        String taskModel,
        String folder,
        List<Line> loops,
        RoleUsage usage,
        String stopReason) {

    /// The stop reason of loops that were all made.
    public static final String ALL_LOOPS = "loops";

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public LoopTable {
        loops = List.copyOf(loops);
    }

    /// One loop.
    ///
    /// @param calls that were paid for in it
    public record Line(LoopReport report, long calls) {}

    public void print(PrintStream out) {
        out.println(Text.oneLine(task) + ", " + Text.oneLine(taskModel));
        out.println();
        out.println(
                "loop   asked  score  mean reward   kept  dropped  known  prompts  copied  rows"
                        + "  prompt loss   calls");
        for (Line line : loops) {
            LoopReport loop = line.report();
            String unanswered =
                    loop.failed() == 0
                            ? ""
                            : String.format(Locale.ROOT, "  (%,d unanswered)", loop.failed());
            out.println(
                    String.format(
                            Locale.ROOT,
                            "%4d %,7d %6.1f %12.2f %,6d %,8d %,6d %,8d %5.0f %% %,5d %12.4f %,7d%s",
                            loop.loop(),
                            loop.asked(),
                            100 * loop.accuracy(),
                            loop.meanReward(),
                            loop.added(),
                            loop.dropped(),
                            loop.duplicates(),
                            loop.distinctPrompts(),
                            100 * loop.copied(),
                            loop.rows(),
                            loop.losses().getLast().prompt(),
                            line.calls(),
                            unanswered));
        }
        out.println();
        out.println(loops.isEmpty() ? "No loop was completed." : "policy  " + folder);
    }

    /// One document.
    public String json() {
        ObjectNode document = JSON.createObjectNode();
        document.put("task", task);
        document.put("taskModel", taskModel);
        if (loops.isEmpty()) {
            document.putNull("policy");
        } else {
            document.put("policy", folder);
        }
        document.put("stopReason", stopReason);
        ArrayNode list = document.putArray("loops");
        loops.forEach(line -> describe(list.addObject(), line));
        document.putObject("usage").set("taskModel", JSON.valueToTree(usage));
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void describe(ObjectNode node, Line line) {
        LoopReport loop = line.report();
        node.put("loop", loop.loop());
        node.put("asked", loop.asked());
        node.put("failed", loop.failed());
        node.put("duplicates", loop.duplicates());
        node.put("dropped", loop.dropped());
        node.put("added", loop.added());
        node.put("rows", loop.rows());
        node.put("accuracy", loop.accuracy());
        node.put("meanReward", loop.meanReward());
        node.put("distinctPrompts", loop.distinctPrompts());
        node.put("copied", loop.copied());
        node.put("calls", line.calls());
        ArrayNode losses = node.putArray("losses");
        for (EpochLosses epoch : loop.losses()) {
            losses.addObject().put("prompt", epoch.prompt()).put("reward", epoch.reward());
        }
    }
}
