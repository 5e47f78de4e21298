package io.smolotchi.release.catalog.jdbc;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

@Table("unit_file")
record UnitFileRow(@Id @Nullable Long id, long activationId, String path, int mode, String sha256) {

    interface Rows extends InsertOnly<UnitFileRow, Long> {}
}
