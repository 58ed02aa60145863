package dev.slipway.runner.display;

import dev.slipway.graph.Operation;
import dev.slipway.graph.Stage;
import dev.slipway.model.Check;
import dev.slipway.model.Origin;
import dev.slipway.runner.plan.BaseNames;
import dev.slipway.runner.plan.Plan;
import dev.slipway.runner.plan.PlannedNode;
import dev.slipway.runner.profile.Omission;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan, to be looked at. */
public final class PlanView {
    private final Plan plan;

    public PlanView(Plan plan) {
        this.plan = plan;
    }

    public void printText(PrintWriter out) {
        plan.nodes().forEach(node -> print(node, out));
        long requested = plan.nodes().stream().filter(PlannedNode::requested).count();
        long needed = plan.nodes().size() - requested;
        out.println(requested
                + (requested == 1 ? " image" : " images")
                + (needed == 0 ? "" : " and " + needed + " more that " + (requested == 1 ? "it needs" : "they need")));
        plan.omissions().forEach(omission -> out.println("left out: " + omission.image() + ": " + omission.because()));
    }

    private void print(PlannedNode planned, PrintWriter out) {
        out.println(planned.id() + headline(planned));
        for (Stage stage : planned.node().stages()) {
            boolean main = stage.equals(planned.node().main());
            out.println("  " + (main ? "" : "stage " + stage.name() + " ") + "from " + BaseNames.of(stage.base()));
            Columns columns = new Columns();
            int index = 1;
            for (Operation operation : stage.operations()) {
                columns.row("    " + index++, operation.title(), origins(operation.origins()));
            }
            columns.lines().forEach(out::println);
        }
        Columns checks = new Columns();
        for (Check check : planned.node().checks()) {
            checks.row("    check", promise(check), check.origin().describe());
        }
        checks.lines().forEach(out::println);
        out.println();
    }

    private static String promise(Check check) {
        String command = check.command().source();
        return check.prints().isEmpty()
                ? command
                : command + " prints " + check.prints().source();
    }

    private String headline(PlannedNode planned) {
        String reference = planned.reference()
                .map(name -> (isPushed(planned) ? " -> push " : " = ") + name)
                .orElse("");
        int sharing = planned.neededBy().size();
        return reference + (sharing == 0 ? "" : "  (needed by " + String.join(", ", planned.neededBy()) + ")");
    }

    private boolean isPushed(PlannedNode planned) {
        return plan.push() && planned.requested() && planned.reference().isPresent();
    }

    private static String origins(List<Origin> origins) {
        return origins.stream().map(Origin::describe).collect(Collectors.joining(", "));
    }

    public void printJson(PrintWriter out) {
        Json.printDocument(document(), out);
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("nodes", plan.nodes().stream().map(this::document).toList());
        document.put(
                "omitted", plan.omissions().stream().map(PlanView::document).toList());
        return document;
    }

    private Map<String, Object> document(PlannedNode planned) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", planned.id());
        document.put("image", planned.node().image());
        document.put("variant", planned.node().variant());
        document.put("requested", planned.requested());
        planned.reference().ifPresent(reference -> document.put("reference", reference));
        document.put("push", isPushed(planned));
        document.put("digest", planned.node().digest());
        document.put("needs", planned.node().dependencies());
        document.put("neededBy", planned.neededBy());
        document.put(
                "stages",
                planned.node().stages().stream().map(PlanView::document).toList());
        document.put(
                "checks",
                planned.node().checks().stream().map(PlanView::document).toList());
        return document;
    }

    private static Map<String, Object> document(Check check) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("run", check.command().source());
        document.put("prints", check.prints().source());
        document.put("origin", check.origin().describe());
        return document;
    }

    private static Map<String, Object> document(Omission omission) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("image", omission.image());
        document.put("because", omission.because());
        return document;
    }

    private static Map<String, Object> document(Stage stage) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", stage.name());
        document.put("base", BaseNames.of(stage.base()));
        document.put(
                "operations",
                stage.operations().stream().map(PlanView::document).toList());
        return document;
    }

    private static Map<String, Object> document(Operation operation) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("title", operation.title());
        document.put(
                "origins", operation.origins().stream().map(Origin::describe).toList());
        return document;
    }
}
