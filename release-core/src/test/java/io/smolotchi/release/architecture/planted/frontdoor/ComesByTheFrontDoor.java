package io.smolotchi.release.architecture.planted.frontdoor;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.refusal.Refusal;

interface ComesByTheFrontDoor {
    Plan plan(Changes changes, Inquiries inquiries, HostRoot root, Request.Activate activate, Source.Git[] sources);

    Refusal refusal(Version version);
}
