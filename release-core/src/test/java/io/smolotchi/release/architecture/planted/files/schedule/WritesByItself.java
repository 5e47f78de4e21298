package io.smolotchi.release.architecture.planted.files.schedule;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

final class WritesByItself {
    void timer(Path unit) throws IOException {
        Files.writeString(unit, "[Timer]");
        FileChannel.open(unit, StandardOpenOption.WRITE).close();
    }
}
