package io.smolotchi.release.architecture.planted.directions.store;

import io.smolotchi.release.architecture.planted.directions.operation.Lock;
import java.util.List;

interface TakesTheLock {
    List<Lock[]> locks();
}
