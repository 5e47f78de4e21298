package io.smolotchi.release.architecture.planted.directions.catalog;

import io.smolotchi.release.architecture.planted.directions.store.Place;

record KnowsTheStore(Place place) {}
