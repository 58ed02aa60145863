package dev.slipway.runner.display;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.doctor.Area;
import dev.slipway.runner.doctor.Diagnosis;
import dev.slipway.runner.doctor.Finding;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorViewTest {
    private static final DoctorView VIEW = new DoctorView(
            new Diagnosis(List.of(
                    new Finding(Area.RUNNER, "java", Finding.State.OK, "17", List.of()),
                    new Finding(Area.EMBEDDED, "unshare", Finding.State.OK, "/usr/bin/unshare", List.of()),
                    new Finding(Area.EMBEDDED, "git", Finding.State.WARNING, "is missing", List.of("apk add git")),
                    new Finding(
                            Area.DOCKER, "daemon", Finding.State.PROBLEM, "is silent", List.of("start it", "or not")))),
            Area.EMBEDDED);

    private final StringWriter out = new StringWriter();

    @Test
    void cures_stand_below_what_they_cure() {
        VIEW.printText(new PrintWriter(out));

        assertThat(out.toString()).isEqualTo("""
                runner: works
                  ok  java  17
                embedded: works, and is the engine that would be used
                  ok       unshare  /usr/bin/unshare
                  warning  git      is missing
                                    try: apk add git
                docker: does not work
                  problem  daemon  is silent
                                   try: start it
                                   try: or not
                """);
    }

    @Test
    void programs_get_the_same() {
        VIEW.printJson(new PrintWriter(out));

        assertThat(out.toString()).isEqualTo("""
                {
                  "engine" : "embedded",
                  "works" : true,
                  "findings" : [ {
                    "area" : "runner",
                    "what" : "java",
                    "state" : "ok",
                    "detail" : "17",
                    "cures" : [ ]
                  }, {
                    "area" : "embedded",
                    "what" : "unshare",
                    "state" : "ok",
                    "detail" : "/usr/bin/unshare",
                    "cures" : [ ]
                  }, {
                    "area" : "embedded",
                    "what" : "git",
                    "state" : "warning",
                    "detail" : "is missing",
                    "cures" : [ "apk add git" ]
                  }, {
                    "area" : "docker",
                    "what" : "daemon",
                    "state" : "problem",
                    "detail" : "is silent",
                    "cures" : [ "start it", "or not" ]
                  } ]
                }
                """);
    }
}
