package io.smolotchi.release.architecture.planted.spring.store;

import org.springframework.stereotype.Component;

@Component
final class NeedsSpring {}
