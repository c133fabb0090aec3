package dev.hone.bench.landscapes;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Which optimizer finds good prompts with few calls: all of them on landscapes whose best prompt
/// is known, under several seeds, each within the same number of calls.
public final class LandscapeCampaign {

    private LandscapeCampaign() {}

    /// Runs, writes `summary.md`, `curves.csv`, `runs.csv` and `curves.svg`, and prints the
    /// summary.
    ///
    /// @param args the folder of `bench`, then as [CampaignSettings] reads them
    public static void main(String[] args)
            throws IOException, InterruptedException, ExecutionException {
        Path out = Path.of(args[0]).resolve("target/landscapes");
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        run(CampaignSettings.parse(out, rest), System.out);
    }

    static void run(CampaignSettings settings, PrintStream print)
            throws IOException, InterruptedException, ExecutionException {
        List<Landscape> landscapes = landscapes(settings, print);
        Map<String, Double> bests = new TreeMap<>();
        List<Course> courses = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(settings.workers())) {
            List<Future<List<Course>>> searched = new ArrayList<>();
            for (Landscape landscape : landscapes) {
                TaskFolder folder =
                        TaskFolder.write(
                                settings.out().resolve(landscape.name()),
                                landscape,
                                settings.validation());
                bests.put(landscape.name(), folder.surface().best());
                searched.add(workers.submit(() -> new Searches(settings, folder).courses()));
            }
            for (int i = 0; i < landscapes.size(); i++) {
                courses.addAll(searched.get(i).get());
                print.println("searched " + landscapes.get(i).name());
            }
        }
        List<String> order = landscapes.stream().map(Landscape::name).toList();
        Results results = new Results(order, bests, courses, settings.calls());
        String summary = new Summary(results).text();
        Files.writeString(settings.out().resolve("summary.md"), summary);
        Files.writeString(settings.out().resolve("runs.csv"), Tables.runs(results));
        Files.writeString(settings.out().resolve("curves.csv"), Tables.curves(results));
        Files.writeString(settings.out().resolve("curves.svg"), new CurvePlot(results).text());
        print.println(summary);
        print.println("written to " + settings.out());
    }

    private static List<Landscape> landscapes(CampaignSettings settings, PrintStream print)
            throws IOException {
        List<Landscape> landscapes = new ArrayList<>(SyntheticLandscapes.all());
        Path data = settings.data();
        if (data != null && Files.isDirectory(data)) {
            landscapes.addAll(RecordedLandscapes.read(data, settings.from(), settings.tasks()));
        } else {
            print.println(
                    "No landscapes of recorded scores: "
                            + (data == null
                                    ? "no --data FOLDER was given."
                                    : data + " is absent."));
        }
        return landscapes;
    }
}
