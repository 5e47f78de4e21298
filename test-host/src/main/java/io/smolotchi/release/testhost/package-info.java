/**
 * A disposable machine for tests: a real systemd, booted by systemd-nspawn on an overlay of the machine that runs the
 * tests, with a network, a journal and a system bus of its own. A test asks for one with {@link
 * io.smolotchi.release.testhost.WithTestHost}, or with {@link io.smolotchi.release.testhost.TestHost#builder()} when it
 * needs several. {@link io.smolotchi.release.testhost.LoopDisk} adds a disk whose power can be cut. Everything that a
 * host or a disk makes carries its name, which holds the process id of the tests, so that hosts don't touch each other
 * and what an aborted run left behind can be told from what is in use. Root is needed.
 */
@NullMarked
package io.smolotchi.release.testhost;

import org.jspecify.annotations.NullMarked;
