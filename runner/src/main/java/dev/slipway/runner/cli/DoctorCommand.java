package dev.slipway.runner.cli;

import dev.slipway.runner.display.DoctorView;
import dev.slipway.runner.doctor.Area;
import dev.slipway.runner.doctor.Diagnosis;
import dev.slipway.runner.doctor.Doctor;
import dev.slipway.runner.failure.ExitCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        description = "Says what this machine has of what engines need, what is missing, and the command that would fix"
                + " it. Exits with 3 if the engine that would be used does not work.",
        footerHeading = "%nExamples:%n",
        footer = {"  runner doctor", "  runner doctor --json"})
final class DoctorCommand implements Callable<Integer> {
    /** The one that builds unless told. */
    private static final Area USED = Area.EMBEDDED;

    private final Actions actions;

    @Mixin
    private final StoreOption store = new StoreOption();

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    DoctorCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() throws InterruptedException {
        Diagnosis diagnosis = Doctor.examine(store.read(actions.surroundings()));
        DoctorView view = new DoctorView(diagnosis, USED);
        PrintWriter out = actions.surroundings().terminal().out();
        if (json) {
            view.printJson(out);
        } else {
            view.printText(out);
        }
        return diagnosis.works(USED) ? ExitCode.OK : ExitCode.UNAVAILABLE;
    }
}
