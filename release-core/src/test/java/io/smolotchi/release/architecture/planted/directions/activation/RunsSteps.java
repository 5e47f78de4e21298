package io.smolotchi.release.architecture.planted.directions.activation;

import io.smolotchi.release.architecture.planted.directions.activation.steps.Step;

interface RunsSteps extends Step {}
