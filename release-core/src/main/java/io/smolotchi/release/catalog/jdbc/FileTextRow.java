package io.smolotchi.release.catalog.jdbc;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

@Table("file_text")
record FileTextRow(@Id String sha256, String content) {

    interface Rows extends InsertOnly<FileTextRow, String> {}
}
