package io.smolotchi.release.architecture.planted.directions.operation;

public interface Progress {
    interface Amount {}
}
