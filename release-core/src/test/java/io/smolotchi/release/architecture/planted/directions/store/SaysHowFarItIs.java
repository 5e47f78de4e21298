package io.smolotchi.release.architecture.planted.directions.store;

import io.smolotchi.release.architecture.planted.directions.operation.Progress;

interface SaysHowFarItIs extends Progress, Progress.Amount {}
