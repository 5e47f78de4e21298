/**
 * The catalog in a SQLite file. Two ways in: {@link io.smolotchi.release.catalog.jdbc.PlainCatalogReads} reads with plain JDBC and nothing of
 * Spring; {@link io.smolotchi.release.catalog.jdbc.OpenCatalog} is the same with writes, through Spring Data JDBC repositories that can only insert.
 * The schema lies in the module {@code db}; its own triggers refuse every change of a row.
 */
@NullMarked
package io.smolotchi.release.catalog.jdbc;

import org.jspecify.annotations.NullMarked;
