package io.smolotchi.release.architecture.planted.directions.health;

import io.smolotchi.release.architecture.planted.directions.TheFrontDoor;

interface ImportsTheFrontDoor extends TheFrontDoor {}
