package dev.hone.report;

import dev.hone.result.RunResult;
import dev.hone.result.RunView;
import dev.hone.run.RunEvent;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

import java.util.List;

/// Renders `report.html`.
public final class Report {

    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(
                    null, ContentType.Html, Report.class.getClassLoader(), "dev.hone.report");

    private Report() {}

    /// One HTML page about the run that needs nothing but itself: no network, no other file. The
    /// same events and result give the same page. Long texts and long tables are cut, and say so.
    ///
    /// @throws IllegalArgumentException when the events do not begin with [RunEvent.RunStarted]
    public static String render(List<RunEvent> events, RunResult result) {
        StringOutput html = new StringOutput();
        TEMPLATES.render("report.jte", Page.of(RunView.of(events), result), html);
        return Visible.of(html.toString());
    }
}
