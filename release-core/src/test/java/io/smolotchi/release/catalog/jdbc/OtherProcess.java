package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.History;
import io.smolotchi.release.catalog.NewEvent;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Another JVM at the same catalog: says "ready", waits for the word, writes events, and ends as it was told. */
record OtherProcess(Process process, BufferedReader output) {

    private static final String READY = "ready";

    enum End {
        PROPERLY,
        /** As by {@code kill -9}, with a transaction open. */
        HALTED
    }

    static OtherProcess start(Path db, Event.Type type, int events, End end, String... before) throws IOException {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.sqlite.tmpdir=" + db.toAbsolutePath().getParent(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                db.toString(),
                type.name(),
                Integer.toString(events),
                end.name()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new OtherProcess(process, process.inputReader(StandardCharsets.UTF_8));
    }

    OtherProcess awaitReady() throws IOException {
        for (String line = output.readLine(); !READY.equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IllegalStateException("the other process ended before it was ready");
            }
        }
        return this;
    }

    void go() throws IOException {
        try (OutputStream input = process.getOutputStream()) {
            input.write('\n');
        }
    }

    int awaitEnd() throws IOException, InterruptedException {
        output.readAllLines();
        return process.waitFor();
    }

    public static void main(String[] args) throws IOException {
        Event.Type type = Event.Type.valueOf(args[1]);
        int events = Integer.parseInt(args[2]);
        try (OpenCatalog catalog = OpenCatalog.open(Path.of(args[0]))) {
            OperationId id = catalog.ask(OperationKind.STAGE, History.ANNA, History.BEGIN, "{}", Optional.empty());
            System.out.println(READY);
            System.in.read();
            for (int i = 0; i < events; i++) {
                catalog.append(NewEvent.of(id, type, "", Integer.toString(i)), History.BEGIN);
            }
            if (End.valueOf(args[3]) == End.HALTED) {
                catalog.together(() -> {
                    catalog.append(NewEvent.of(id, Event.Type.NOTE, "", "never committed"), History.BEGIN);
                    Runtime.getRuntime().halt(9);
                });
            }
        }
    }
}
