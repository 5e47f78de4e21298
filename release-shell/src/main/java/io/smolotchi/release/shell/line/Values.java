package io.smolotchi.release.shell.line;

import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line that was understood: every value has the shape that the form asks for.
 *
 * @param options by name; a flag that is set has an empty value
 */
public record Values(Form form, List<String> operands, Map<String, String> options) {

    public Values {
        operands = List.copyOf(operands);
        options = Map.copyOf(options);
    }

    public boolean flag(String option) {
        return options.containsKey(option);
    }

    public Optional<String> option(String option) {
        return Optional.ofNullable(options.get(option));
    }

    public Optional<Integer> number(String option) {
        return option(option).map(Integer::valueOf);
    }

    public Optional<String> operand(int index) {
        return index < operands.size() ? Optional.of(operands.get(index)) : Optional.empty();
    }

    /** The first operand, where the form requires one. */
    public String operand() {
        return operands.getFirst();
    }

    public Version version() {
        return Version.of(operand());
    }

    /** The operation that an operand names as {@code @N}. */
    public Optional<OperationId> operation(int index) {
        return operand(index).flatMap(Shape::operation);
    }
}
