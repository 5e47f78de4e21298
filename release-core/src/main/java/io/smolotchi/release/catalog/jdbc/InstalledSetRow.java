package io.smolotchi.release.catalog.jdbc;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

@Table("installed_set")
record InstalledSetRow(@Id Long activationId, String sha256) {

    interface Rows extends InsertOnly<InstalledSetRow, Long> {}
}
