package io.smolotchi.release.web.figures;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.ReleaseSummary;
import io.smolotchi.release.Status;
import io.smolotchi.release.catalog.ActivationCounts;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Figures of releases and activations, looked up when somebody asks. Activations are carried out by other processes, so nothing could be counted here while it
 * happens: the history is counted once, and from there on by its events.
 */
final class ReleaseFigures implements MultiCollector {

    private static final int EVENTS_AT_ONCE = 500;
    private static final List<String> STATES = List.of("current", "good", "new", "bad", "rolled back from");

    private final Inquiries inquiries;
    private final Map<String, Long> activations = new TreeMap<>();
    private final StepDurations steps = new StepDurations();
    private long newest = -1;
    /** That of the number; empty before there is any. */
    private Optional<Event> last = Optional.empty();

    ReleaseFigures(Inquiries inquiries) {
        this.inquiries = inquiries;
    }

    @Override
    public synchronized MetricSnapshots collect() {
        count();
        Status status = inquiries.status();
        return new MetricSnapshots(
                releases(),
                current(status),
                gauge("smolotchi_well", "Whether what runs is well: 1, or 0", ReleasesHealth.well(status) ? 1 : 0),
                gauge(
                        "smolotchi_activation_open",
                        "Activations that have not ended",
                        status.open().isPresent() ? 1 : 0),
                gauge("smolotchi_stranded", "Whether the machine needs a hand: 1, or 0", status.stranded() ? 1 : 0),
                bytes(
                        "smolotchi_disk_free",
                        "Free where the releases are",
                        status.disk().free()),
                bytes(
                        "smolotchi_disk_size",
                        "Size of the file system where the releases are",
                        status.disk().total()),
                activations(),
                durations());
    }

    private void count() {
        if (newest < 0 || !isThere(last)) {
            ActivationCounts counts = inquiries.activationCounts();
            activations.clear();
            activations.putAll(counts.byOutcome());
            newest = counts.newestEvent();
            last = inquiries.eventsSince(newest - 1, 1).stream().findFirst().filter(event -> event.id() == newest);
        }
        List<Event> events;
        do {
            events = inquiries.eventsSince(newest, EVENTS_AT_ONCE);
            for (Event event : events) {
                steps.add(event);
                if (event.type() == Event.Type.ENDED && changedWhatRuns(event.operation())) {
                    activations.merge(event.text(), 1L, Long::sum);
                }
                newest = event.id();
                last = Optional.of(event);
            }
        } while (events.size() == EVENTS_AT_ONCE);
    }

    /** In a catalog that was made again, numbers begin again. */
    private boolean isThere(Optional<Event> event) {
        return event.isEmpty() || inquiries.eventsSince(event.get().id() - 1, 1).equals(List.of(event.get()));
    }

    /** What was refused, or had nothing to do, is no activation: it is not in the history either, which is counted first. */
    private boolean changedWhatRuns(OperationId id) {
        try {
            return inquiries.activation(id).kind().changesWhatRuns();
        } catch (Refused none) {
            return false;
        }
    }

    private GaugeSnapshot releases() {
        Map<String, Long> states = inquiries.releases().stream()
                .collect(Collectors.groupingBy(ReleaseSummary::state, Collectors.counting()));
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name("smolotchi_releases").help("Releases on disk, by state");
        STATES.forEach(state ->
                gauge.dataPoint(point(states.getOrDefault(state, 0L).doubleValue(), Labels.of("state", state))));
        return gauge.build();
    }

    private static GaugeSnapshot current(Status status) {
        return GaugeSnapshot.builder()
                .name("smolotchi_current")
                .help("The release that is current, as a label")
                .dataPoint(point(
                        status.current().isPresent() ? 1 : 0,
                        Labels.of(
                                "version", status.current().map(Version::value).orElse(""))))
                .build();
    }

    private CounterSnapshot activations() {
        CounterSnapshot.Builder counter = CounterSnapshot.builder()
                .name("smolotchi_activations")
                .help("Activations since the history begins, by how they ended");
        activations.forEach((outcome, number) -> counter.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                .value(number)
                .labels(Labels.of("outcome", outcome))
                .build()));
        return counter.build();
    }

    private SummarySnapshot durations() {
        SummarySnapshot.Builder summary = SummarySnapshot.builder()
                .name("smolotchi_step_duration_seconds")
                .unit(Unit.SECONDS)
                .help("How long steps of activations took, since this process was asked first");
        steps.sums()
                .forEach((step, sum) -> summary.dataPoint(SummarySnapshot.SummaryDataPointSnapshot.builder()
                        .count(sum.count())
                        .sum(sum.seconds())
                        .labels(Labels.of("step", step))
                        .build()));
        return summary.build();
    }

    private static GaugeSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(point(value, Labels.EMPTY))
                .build();
    }

    private static GaugeSnapshot bytes(String name, String help, long value) {
        return GaugeSnapshot.builder()
                .name(name + "_bytes")
                .unit(Unit.BYTES)
                .help(help)
                .dataPoint(point((double) value, Labels.EMPTY))
                .build();
    }

    private static GaugeSnapshot.GaugeDataPointSnapshot point(double value, Labels labels) {
        return GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .value(value)
                .labels(labels)
                .build();
    }
}
