package io.smolotchi.release.architecture.planted.frontdoor;

import io.smolotchi.release.operation.LockFile;

interface TakesTheLock {
    LockFile lock();
}
