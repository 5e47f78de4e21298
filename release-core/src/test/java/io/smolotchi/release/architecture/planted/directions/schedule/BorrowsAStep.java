package io.smolotchi.release.architecture.planted.directions.schedule;

import io.smolotchi.release.architecture.planted.directions.activation.steps.Step;

interface BorrowsAStep extends Step {}
