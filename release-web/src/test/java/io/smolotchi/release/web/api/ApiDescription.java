package io.smolotchi.release.web.api;

import java.util.Map;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/** Lets a test of the whole process have the description made. */
public final class ApiDescription {

    private ApiDescription() {}

    /** As it is kept in a file. */
    public static String of(Map<RequestMappingInfo, HandlerMethod> mappings) {
        return OpenApiDocument.text(OpenApiDocument.of(mappings));
    }
}
