package io.smolotchi.release.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Numbers the chapters of a story and takes their times. */
final class Chapters {
    private record Told(String title, Duration time) {}

    private final Teller teller;
    private final List<Told> told = new ArrayList<>();

    Chapters(Teller teller) {
        this.teller = teller;
    }

    /** @throws Unmet naming the chapter, when it did not do what it says */
    void chapter(String title, Runnable chapter) {
        chapter(title, () -> {
            chapter.run();
            return title;
        });
    }

    /** The same, for a chapter that others go on with. */
    <T> T chapter(String title, Supplier<T> chapter) {
        int number = told.size() + 1;
        teller.heading(number, title);
        long begun = System.nanoTime();
        T result;
        try {
            result = chapter.get();
        } catch (RuntimeException | AssertionError e) {
            throw new Unmet("chapter " + number + ", \"" + title + "\": " + e.getMessage(), e);
        }
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        told.add(new Told(title, time));
        teller.took(time);
        return result;
    }

    void summary() {
        teller.title("Every chapter did what it says");
        teller.say("");
        int width = told.stream()
                .mapToInt(chapter -> chapter.title().length())
                .max()
                .orElse(0);
        told.forEach(chapter ->
                teller.output(("%-" + width + "s  %8s").formatted(chapter.title(), Teller.seconds(chapter.time()))));
        Duration total = told.stream().map(Told::time).reduce(Duration.ZERO, Duration::plus);
        teller.output(("%-" + width + "s  %8s").formatted("together", Teller.seconds(total)));
    }
}
