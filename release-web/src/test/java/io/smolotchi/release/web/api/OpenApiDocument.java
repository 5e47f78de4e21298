package io.smolotchi.release.web.api;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description of the API, made from the addresses that the server has. */
final class OpenApiDocument {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final Map<String, String> PARAMETERS = Map.of(
            "version", "a version, as it stands in the list of releases",
            "outcome", "how it ended, such as healthy or rolled back",
            "actor", "who asked for it",
            "before", "number of an operation: only earlier ones",
            "limit", "how many at most, 1 to 200",
            "after", "number of the last event that is known",
            "format", "jsonl or csv",
            "id", "number of an operation",
            "name", "of the file, where its version may be found");

    private final DocumentSchemas schemas = new DocumentSchemas();

    private record Address(String path, RequestMethod method, HandlerMethod handler) {}

    /** @param mappings all of the server */
    static JsonNode of(Map<RequestMappingInfo, HandlerMethod> mappings) {
        return new OpenApiDocument().document(mappings);
    }

    static String text(JsonNode document) {
        return MAPPER.writeValueAsString(document) + "\n";
    }

    private JsonNode document(Map<RequestMappingInfo, HandlerMethod> mappings) {
        ObjectNode document = MAPPER.createObjectNode();
        document.put("openapi", "3.1.1");
        document.putObject("info")
                .put("title", "Smolotchi release manager")
                .put("version", "1")
                .put("description", "Releases of one machine: what is, what happened, and changes. See docs/api.md.");
        document.putArray("security").addObject().putArray("token");
        ObjectNode paths = document.putObject("paths");
        List<Address> addresses = new ArrayList<>();
        mappings.forEach((info, handler) -> info.getPatternValues().stream()
                .filter(path -> path.startsWith("/api/"))
                .forEach(path -> info.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> addresses.add(new Address(path, method, handler)))));
        addresses.sort(Comparator.comparing(Address::path).thenComparing(Address::method));
        addresses.forEach(address -> path(paths, address.path())
                .set(address.method().name().toLowerCase(java.util.Locale.ROOT), operation(address)));
        schemas.of(Documents.Problem.class);
        ObjectNode components = document.putObject("components");
        ObjectNode all = schemas.all();
        all.set("Change", change(false));
        all.set("PlannedChange", change(true));
        ObjectNode sorted = components.putObject("schemas");
        new TreeSet<>(all.propertyNames()).forEach(name -> sorted.set(name, all.get(name)));
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "smolotchi-release-web token add NAME");
        return document;
    }

    private static ObjectNode path(ObjectNode paths, String path) {
        return paths.has(path) ? (ObjectNode) paths.get(path) : paths.putObject(path);
    }

    private ObjectNode operation(Address address) {
        Method method = address.handler().getMethod();
        Answers answers = Optional.ofNullable(method.getAnnotation(Answers.class))
                .orElseThrow(() -> new AssertionError(method + " does not say what it answers"));
        ObjectNode operation = MAPPER.createObjectNode();
        operation.put("operationId", method.getName());
        operation.put("summary", answers.value());
        List<ObjectNode> parameters = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            parameter(parameter).ifPresent(parameters::add);
        }
        if (!parameters.isEmpty()) {
            operation.putArray("parameters").addAll(parameters);
        }
        body(address.path(), address.method()).ifPresent(body -> operation.set("requestBody", body));
        ObjectNode responses = operation.putObject("responses");
        ObjectNode good =
                responses.putObject(Integer.toString(answers.status())).put("description", answers.value());
        ObjectNode content = good.putObject("content");
        if (answers.as().length > 0) {
            for (String type : answers.as()) {
                content.putObject(type)
                        .putObject("schema")
                        .put("type", type.equals("application/json") ? "object" : "string");
            }
        } else {
            ObjectNode schema = schemas.of(answers.with());
            if (answers.list()) {
                ObjectNode list = MAPPER.createObjectNode().put("type", "array");
                list.set("items", schema);
                schema = list;
            }
            content.putObject("application/json").set("schema", schema);
        }
        responses
                .putObject("default")
                .put("description", "Why not (RFC 9457)")
                .putObject("content")
                .putObject("application/problem+json")
                .set("schema", schemas.of(Documents.Problem.class));
        return operation;
    }

    private static Optional<ObjectNode> parameter(Parameter parameter) {
        PathVariable path = parameter.getAnnotation(PathVariable.class);
        RequestParam query = parameter.getAnnotation(RequestParam.class);
        if (path == null && query == null) {
            return Optional.empty();
        }
        String name = parameter.getName();
        ObjectNode described = MAPPER.createObjectNode()
                .put("name", name)
                .put("in", path == null ? "query" : "path")
                .put(
                        "description",
                        Optional.ofNullable(PARAMETERS.get(name))
                                .orElseThrow(() -> new AssertionError("no words for the parameter " + name)))
                .put("required", path != null);
        ObjectNode schema = described.putObject("schema");
        boolean number = parameter.getType() == int.class
                || parameter.getType() == long.class
                || name.equals("id")
                || name.equals("before");
        schema.put("type", number && !text(parameter.getParameterizedType(), name) ? "integer" : "string");
        if (query != null && !query.defaultValue().equals(ValueConstants.DEFAULT_NONE)) {
            if (number) {
                schema.put("default", Long.parseLong(query.defaultValue()));
            } else {
                schema.put("default", query.defaultValue());
            }
        }
        return Optional.of(described);
    }

    /** A number that is read as a text, so that what is malformed has words of its own, is a number all the same. */
    private static boolean text(Type type, String name) {
        return type instanceof ParameterizedType && !name.equals("before");
    }

    private static Optional<ObjectNode> body(String path, RequestMethod method) {
        if (method != RequestMethod.POST || path.endsWith("/cancel")) {
            return Optional.empty();
        }
        ObjectNode body = MAPPER.createObjectNode().put("required", true);
        ObjectNode content = body.putObject("content");
        if (path.endsWith("/uploads")) {
            content.putObject("application/octet-stream");
        } else {
            content.putObject("application/json")
                    .putObject("schema")
                    .put("$ref", "#/components/schemas/" + (path.endsWith("/plans") ? "Change" : "PlannedChange"));
        }
        return Optional.of(body);
    }

    /** One alternative for each verb, with its values. */
    private static ObjectNode change(boolean planned) {
        ObjectNode schema = MAPPER.createObjectNode();
        var alternatives = schema.putArray("oneOf");
        new TreeMap<>(AskedChange.VALUES).forEach((verb, values) -> {
            ObjectNode one = alternatives.addObject().put("type", "object");
            ObjectNode properties = one.putObject("properties");
            properties.putObject("verb").put("const", verb);
            ObjectNode given = properties.putObject("values").put("type", "object");
            ObjectNode each = given.putObject("properties");
            values.forEach(value ->
                    each.putObject(value).put("type", AskedChange.FLAGS.contains(value) ? "boolean" : "string"));
            given.put("additionalProperties", false);
            var required = one.putArray("required").add("verb");
            if (planned) {
                properties
                        .putObject("plan")
                        .put("type", "string")
                        .put("description", "digest of the plan that is to be carried out");
                properties.putObject("reason").put("type", "string").put("maxLength", 500);
                required.add("plan");
            }
            one.put("additionalProperties", false);
        });
        return schema;
    }
}
