package io.smolotchi.release.architecture.planted.directions.attic;

interface Stranger {}
