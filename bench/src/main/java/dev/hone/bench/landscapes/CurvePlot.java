package dev.hone.bench.landscapes;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/// A drawing of all methods: the part of the best score against calls, the mean over all landscapes
/// and seeds.
record CurvePlot(Results results) {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 480;
    private static final int LEFT = 60;
    private static final int RIGHT = 720;
    private static final int TOP = 20;
    private static final int BOTTOM = 430;
    private static final int POINTS = 200;
    private static final int LINE_OF_TEXT = 15;
    private static final List<String> COLOURS =
            List.of(
                    "#d62728", "#ff9896", "#1f77b4", "#aec7e8", "#2ca02c", "#98df8a", "#9467bd",
                    "#8c564b", "#c49c94", "#e377c2", "#bcbd22", "#17becf", "#7f7f7f", "#393b79");

    String text() {
        double low = results.methods().stream().mapToDouble(this::lowest).min().orElse(0);
        double bottom = Math.floor(low * 10) / 10;
        StringJoiner svg = new StringJoiner("\n", "", "\n");
        svg.add(
                String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                                + " font-family=\"sans-serif\" font-size=\"12\">",
                        WIDTH,
                        HEIGHT));
        svg.add("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        for (int tenth = (int) Math.round(bottom * 10); tenth <= 10; tenth++) {
            double y = y(tenth / 10.0, bottom);
            svg.add(line(LEFT, y, RIGHT, y, "#ddd"));
            svg.add(label(LEFT - 6, y + 4, "end", 10 * tenth + " %", "#333"));
        }
        for (int calls : results.budgets()) {
            svg.add(line(x(calls), TOP, x(calls), BOTTOM, "#eee"));
            svg.add(label(x(calls), BOTTOM + 18, "middle", calls + "", "#333"));
        }
        svg.add(
                label(
                        (LEFT + RIGHT) / 2.0,
                        HEIGHT - 12,
                        "middle",
                        "calls; the true score of the best prompt so far, as a part of the best"
                                + " there is",
                        "#333"));
        List<String> methods = results.methods();
        double[] places = places(methods, bottom);
        for (int i = methods.size() - 1; i >= 0; i--) {
            String colour = COLOURS.get(i % COLOURS.size());
            svg.add(path(methods.get(i), colour, i == 0 ? 3 : 1.5, bottom));
            svg.add(label(RIGHT + 8, places[i] + 4, "start", methods.get(i), colour));
        }
        return svg.add("</svg>").toString();
    }

    private double lowest(String method) {
        return results.share(method, 0).mean();
    }

    /// Where the names stand: beside the ends of their lines, and none on another.
    private double[] places(List<String> methods, double bottom) {
        Integer[] order = new Integer[methods.size()];
        double[] places = new double[methods.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
            places[i] = y(results.share(methods.get(i), results.budget()).mean(), bottom);
        }
        Arrays.sort(order, (a, b) -> Double.compare(places[a], places[b]));
        double free = TOP;
        for (int each : order) {
            places[each] = Math.max(places[each], free);
            free = places[each] + LINE_OF_TEXT;
        }
        double over = free - LINE_OF_TEXT - BOTTOM;
        for (int i = order.length - 1; i >= 0 && over > 0; i--) {
            double most = BOTTOM - (order.length - 1 - i) * LINE_OF_TEXT;
            places[order[i]] = Math.min(places[order[i]], most);
        }
        return places;
    }

    private String path(String method, String colour, double width, double bottom) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i <= POINTS; i++) {
            int calls = results.budget() * i / POINTS;
            path.append(
                    String.format(
                            Locale.ROOT,
                            "%s%.1f %.1f",
                            i == 0 ? "M" : "L",
                            x(calls),
                            y(results.share(method, calls).mean(), bottom)));
        }
        return String.format(
                Locale.ROOT,
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\"/>",
                path,
                colour,
                width);
    }

    private double x(int calls) {
        return LEFT + (double) (RIGHT - LEFT) * calls / results.budget();
    }

    private static double y(double share, double bottom) {
        return BOTTOM - (share - bottom) / (1 - bottom) * (BOTTOM - TOP);
    }

    private static String line(double x1, double y1, double x2, double y2, String colour) {
        return String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
                x1,
                y1,
                x2,
                y2,
                colour);
    }

    private static String label(double x, double y, String anchor, String text, String colour) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
                x,
                y,
                anchor,
                colour,
                text);
    }
}
