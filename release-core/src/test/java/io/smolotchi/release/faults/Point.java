package io.smolotchi.release.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A place in an operation where a fault can happen: the n-th call of that name about that path, or, where the path has a name that is made anew each time,
 * the n-th call of that name at all.
 *
 * @param index its place among the points of the operation, from 0
 * @param path seen from the root
 * @param generated whether the path is another one in the next run
 * @param number counted from 1
 * @param ofName the how-manieth call of that name at all
 */
record Point(int index, String syscall, String path, boolean generated, int number, int ofName) {

    private static final String GENERATED = "\\.(partial|trash)-[A-Za-z0-9-]+";

    /** Every point of a recorded run, in order. */
    static List<Point> of(List<Call> calls, String root) {
        Map<String, Integer> ofName = new HashMap<>();
        Map<String, Integer> ofPath = new HashMap<>();
        List<Point> points = new ArrayList<>();
        for (Call call : calls) {
            int number = ofName.merge(call.syscall(), 1, Integer::sum);
            List<String> paths = call.below(root);
            // The tracer looks at the first path of a rename only, also when it counts.
            List<String> looked =
                    call.syscall().equals("rename") ? paths.stream().limit(1).toList() : paths;
            looked.stream().distinct().forEach(path -> ofPath.merge(call.syscall() + path, 1, Integer::sum));
            if (call.changes(root)) {
                String path = looked.getLast();
                boolean generated = !general(path).equals(path) && path.matches(".*" + GENERATED + ".*");
                points.add(new Point(
                        points.size(),
                        call.syscall(),
                        path,
                        generated,
                        generated ? number : ofPath.getOrDefault(call.syscall() + path, 0),
                        number));
            }
        }
        return points;
    }

    /** Options of the tracer that let the injection happen at this point. */
    List<String> options(String root, String injection) {
        List<String> options = new ArrayList<>(List.of("-e", "trace=" + syscall));
        if (!generated) {
            options.addAll(List.of("-P", root + path));
        }
        options.addAll(List.of("-e", "inject=" + syscall + ":" + injection + ":when=" + number));
        return options;
    }

    /** Whether a run with these options, which left that trace, has come here. */
    boolean reached(List<Call> calls, String root) {
        return calls.size() >= number
                && calls.get(number - 1).below(root).stream()
                        .anyMatch(found -> general(found).equals(general(path)));
    }

    boolean sync() {
        return Call.SYNCS.contains(syscall);
    }

    boolean catalog() {
        return path.contains("/catalog.db");
    }

    /** What it is about, the same for all points that are alike: without numbers and generated names. */
    String site() {
        return syscall + " " + general(path);
    }

    /** Without generated names. */
    static String general(String path) {
        return path.replaceAll(GENERATED, ".$1-*").replaceAll("(open/\\.?(done-)?|smolotchi-release-)\\d+", "$1*");
    }

    @Override
    public String toString() {
        return "#" + index + " " + syscall + " " + number + " of " + (generated ? "all, " : "") + path;
    }
}
