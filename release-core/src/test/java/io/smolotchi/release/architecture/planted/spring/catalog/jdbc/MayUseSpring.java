package io.smolotchi.release.architecture.planted.spring.catalog.jdbc;

import org.springframework.stereotype.Component;

@Component
final class MayUseSpring {}
